// Linked into every program that is built to be run under a sanitizer.

// Reports go to files, also where a test gives a program an environment of its own, or looks at its terminal.
#ifdef ADDRESS
const char *__asan_default_options(void) { return OPTIONS; }
#endif

#ifdef THREAD
const char *__tsan_default_options(void) { return OPTIONS; }

// SwiftNIO reuses a buffer once nobody else refers to it; that the last other reference went before is known to Swift's
// runtime alone, which is not instrumented.
const char *__tsan_default_suppressions(void) { return "race:ByteBufferV8_StorageC07reallocD08capacity\n"; }

// ThreadSanitizer is told of the locks that it cannot see: a Mutex of Swift that somebody waits for is taken and given
// back in libswiftSynchronization, which is not instrumented. These stand before the library's own.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slow(uint32_t thread, SELF self) __asm__(LOCK);
SWIFT void unlock_slow(SELF self) __asm__(UNLOCK);

SWIFT void lock_slow(uint32_t thread, SELF self) {
  SWIFT void (*lock)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  lock(thread, self);
  __tsan_acquire(self);
}

SWIFT void unlock_slow(SELF self) {
  SWIFT void (*unlock)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(self);
  unlock(self);
}
#endif
