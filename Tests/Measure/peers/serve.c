// Serves one recorded stream over HTTP on loopback, as fast as the client reads: sendfile from the page cache.
//
// usage: serve FILE [--hold] [OFFSET...]
//
// Prints the port, then per connection `begin SECONDS` when its request is in, `sent OFFSET SECONDS` when everything up
// to an offset has been given to the kernel, and `end SECONDS` when all has; seconds are of CLOCK_MONOTONIC. With --hold
// the connection then stays open until the client goes. Who comes back with a Last-Event-ID is told that there is no
// more (204).

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int send_text(int connection, const char *text) {
  return send(connection, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text) ? 0 : -1;
}

// Reads the head of a request; its length, or 0 when the client went away.
static size_t read_request(int connection, char *request, size_t size) {
  size_t length = 0;
  while (length < size - 1) {
    ssize_t count = recv(connection, request + length, size - 1 - length, 0);
    if (count <= 0) return 0;
    length += count;
    request[length] = 0;
    if (strstr(request, "\r\n\r\n")) return length;
  }
  return 0;
}

static int send_up_to(int connection, int file, off_t *sent, off_t end) {
  while (*sent < end) {
    ssize_t count = sendfile(connection, file, sent, end - *sent);
    if (count < 0 && errno != EINTR) return -1;
  }
  return 0;
}

static void serve(int connection, const char *path, int hold, char **offsets) {
  char request[65536];
  if (!read_request(connection, request, sizeof request)) return;
  if (strcasestr(request, "\r\nlast-event-id:")) {
    send_text(connection, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    return;
  }
  int file = open(path, O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status)) fail(path);
  printf("begin %.6f\n", now());
  fflush(stdout);
  if (send_text(
        connection,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"))
    return;
  off_t sent = 0;
  for (; *offsets; offsets++) {
    off_t offset = strtoll(*offsets, NULL, 10);
    if (send_up_to(connection, file, &sent, offset)) return;
    printf("sent %lld %.6f\n", (long long)offset, now());
    fflush(stdout);
  }
  if (send_up_to(connection, file, &sent, status.st_size)) return;
  printf("end %.6f\n", now());
  fflush(stdout);
  if (hold)
    while (recv(connection, request, sizeof request, 0) > 0) {
    }
}

int main(int count, char **arguments) {
  if (count < 2) {
    fprintf(stderr, "usage: serve FILE [--hold] [OFFSET...]\n");
    return 64;
  }
  int hold = count > 2 && strcmp(arguments[2], "--hold") == 0;
  signal(SIGCHLD, SIG_IGN);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) || listen(listener, 16) ||
      getsockname(listener, (struct sockaddr *)&address, &length))
    fail("listen");
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    if (connection < 0) fail("accept");
    if (fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGTERM);
      int one = 1;
      setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      close(listener);
      serve(connection, arguments[1], hold, arguments + (hold ? 3 : 2));
      shutdown(connection, SHUT_WR);
      return 0;
    }
    close(connection);
  }
}
