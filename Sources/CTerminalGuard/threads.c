#define _GNU_SOURCE
#include "internal.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { stack_size = 64 * 1024 };

static pthread_key_t stack_of_thread;
static bool has_key;

/* The thread ends. */
static void give_back(void *stack) {
  stack_t none = {.ss_flags = SS_DISABLE};
  if (sigaltstack(&none, NULL) == 0) munmap(stack, stack_size);
}

__attribute__((constructor)) static void make_key(void) {
  has_key = pthread_key_create(&stack_of_thread, give_back) == 0;
}

void guard_give_signal_stack(void) {
  stack_t present;
  if (!has_key || sigaltstack(NULL, &present) == -1 || !(present.ss_flags & SS_DISABLE)) return;
  void *stack = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED) return;
  stack_t alternate = {.ss_sp = stack, .ss_size = stack_size};
  if (pthread_setspecific(stack_of_thread, stack) != 0 || sigaltstack(&alternate, NULL) == -1) {
    pthread_setspecific(stack_of_thread, NULL);
    munmap(stack, stack_size);
  }
}

/* Sanitizers stand in the same place themselves. */
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)

typedef struct {
  void *(*body)(void *);
  void *argument;
} start;

static void *begin(void *argument) {
  start this = *(start *)argument;
  free(argument);
  guard_give_signal_stack();
  return this.body(this.argument);
}

typedef int maker(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

/* Stands before the C library's: the threads of Swift's pool are made by a library that asks nobody, and one that has used
   up its stack can call a handler only on another, which it must have by then. */
int pthread_create(
    pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument) {
  static maker *_Atomic found;
  maker *next = atomic_load(&found);
  if (next == NULL) {
    next = (maker *)dlsym(RTLD_NEXT, "pthread_create");
    if (next == NULL) return EAGAIN;
    atomic_store(&found, next);
  }
  start *this = malloc(sizeof *this);
  if (this == NULL) return EAGAIN;
  *this = (start){body, argument};
  int error = next(thread, attributes, begin, this);
  if (error != 0) free(this);
  return error;
}

#endif
