#define _GNU_SOURCE
#include "internal.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};

/* The thread that crashed first; another waits for the end that it brings. */
static _Atomic pid_t crashing;
static _Atomic int cause;

/* Writing the report takes too long: the stack that it is made from may be broken, or a lock held. */
static void on_report_overdue(int ignored) {
  (void)ignored;
  int signal_number = atomic_load(&cause);
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static void on_crash(int signal_number, siginfo_t *information, void *ignored) {
  (void)ignored;
  pid_t thread = gettid();
  pid_t first = 0;
  if (!atomic_compare_exchange_strong(&crashing, &first, thread) && first != thread)
    for (;;) pause();
  if (first == 0) {
    atomic_store(&cause, signal_number);
    guard_leave();
    guard_print_kept_stderr();
    struct sigaction overdue = {.sa_handler = on_report_overdue, .sa_flags = SA_ONSTACK | SA_NODEFER};
    sigemptyset(&overdue.sa_mask);
    sigaction(SIGALRM, &overdue, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    alarm(3);
    guard_report_crash(signal_number, information);
  }
  /* SA_RESETHAND has restored the default action. */
  raise(signal_number);
}

static void on_exit_of_process(void) {
  terminal_guard_leave();
  terminal_guard_release_stderr();
}

void terminal_guard_install(void) {
  static bool is_installed;
  guard_prepare_report();
  guard_give_signal_stack();
  /* Also takes the place of Swift's backtracer, which would wait for a key with the screen still on. */
  struct sigaction action = {
    .sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | (int)SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  for (size_t index = 0; index < sizeof crashes / sizeof crashes[0]; index++) sigaction(crashes[index], &action, NULL);
  if (!is_installed) is_installed = atexit(on_exit_of_process) == 0;
}

void terminal_guard_adopt_thread(void) {
  /* Threads of libdispatch block most signals, and threads made by them inherit that. */
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, NULL);
  guard_give_signal_stack();
}
