#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static int pipe_ends[2] = {-1, -1};
/* When the first signal that asks for the end came; 0: none did. */
static _Atomic int64_t end_asked;
static _Atomic unsigned continuations;

int terminal_guard_signal_pipe(void) {
  if (pipe_ends[0] == -1) pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK);
  return pipe_ends[0];
}

static bool asks_for_end(int signal) {
  return signal == SIGINT || signal == SIGTERM || signal == SIGHUP || signal == SIGQUIT;
}

static void on_signal(int signal) {
  int error = errno;
  if (asks_for_end(signal)) {
    int64_t now = guard_milliseconds();
    int64_t first = 0;
    if (!atomic_compare_exchange_strong(&end_asked, &first, now) && now - first >= 2000) guard_die_of(signal);
  }
  uint8_t byte = (uint8_t)signal;
  /* A full pipe has a reader that is stuck: nothing is lost that it would have seen. */
  ssize_t ignored = write(pipe_ends[1], &byte, 1);
  (void)ignored;
  if (signal == SIGCONT) atomic_fetch_add(&continuations, 1);
  errno = error;
}

static void set_handler(int signal, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

bool terminal_guard_watch(int signal) {
  struct sigaction present;
  if (sigaction(signal, NULL, &present) == -1 || present.sa_handler == SIG_IGN) return false;
  if (terminal_guard_signal_pipe() == -1) return false;
  set_handler(signal, on_signal);
  return true;
}

void terminal_guard_ignore_broken_pipes(void) { set_handler(SIGPIPE, SIG_IGN); }

static void raise_by_default(int signal) {
  set_handler(signal, SIG_DFL);
  sigset_t set, before;
  sigemptyset(&set);
  sigaddset(&set, signal);
  pthread_sigmask(SIG_UNBLOCK, &set, &before);
  raise(signal);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void stop_by(int signal) {
  struct sigaction present;
  sigaction(signal, NULL, &present);
  raise_by_default(signal);
  sigaction(signal, &present, NULL);
}

void terminal_guard_stop(void) {
  unsigned before = atomic_load(&continuations);
  stop_by(SIGTSTP);
  /* Another thread may be about to handle what continued it: that belongs to this stop, not to one that comes later. Nothing
     does where it was not stopped. */
  for (int wait = 0; wait < 50 && atomic_load(&continuations) == before; wait++) poll(NULL, 0, 1);
}

bool guard_wait_for_foreground(int terminal) {
  for (;;) {
    pid_t foreground = tcgetpgrp(terminal);
    if (foreground == -1 || foreground == getpgrp()) return true;
    /* A shell sends SIGTERM and SIGCONT at once: another thread may be about to handle the one. */
    poll(NULL, 0, 200);
    if (atomic_load(&end_asked) != 0) return false;
    unsigned before = atomic_load(&continuations);
    stop_by(SIGTTOU);
    /* Not stopped: there is no shell that could bring it to the foreground. */
    if (atomic_load(&continuations) == before) return true;
  }
}

void guard_die_of(int signal) {
  guard_leave();
  guard_print_kept_stderr();
  raise_by_default(signal);
}
