#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

void terminal_guard_open_standard_descriptors(void) {
  for (int descriptor = 0; descriptor <= 2; descriptor++) {
    if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    /* The lowest free number is this one. */
    if (open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY) == -1) return;
  }
}

int terminal_guard_close_in_child(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int terminal_guard_memory_file(void) { return memfd_create("ordertop", MFD_CLOEXEC); }

int terminal_guard_wake_counter(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int terminal_guard_open(int descriptor) {
  if (!isatty(descriptor)) return -1;
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  int flags = O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  int terminal = open(path, flags);
  if (terminal == -1) terminal = open("/dev/tty", flags);
  return terminal;
}

int64_t guard_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void guard_write_until(int descriptor, const uint8_t *bytes, size_t count, int64_t deadline) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written == -1 && errno == EAGAIN) {
      int64_t left = deadline - guard_milliseconds();
      struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
      if (left <= 0 || (poll(&ready, 1, (int)left) == -1 && errno != EINTR)) return;
    } else if (written != -1 || errno != EINTR) {
      return;
    }
  }
}

void guard_block_background_stop(bool block) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTTOU);
  pthread_sigmask(block ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}
