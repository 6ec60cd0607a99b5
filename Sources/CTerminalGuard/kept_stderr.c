#define _GNU_SOURCE
#include "internal.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

enum { printed_at_most = 16 * 1024, kept_at_most = 256 * 1024, copied_at_most = 4 * 1024 };

static int kept = -1;
/* stderr as it was, and an own non-blocking description of the terminal behind it. */
static int original = -1;
static int printer = -1;
static _Atomic bool is_kept;

void terminal_guard_keep_stderr(void) {
  if (atomic_load(&is_kept) || !isatty(STDERR_FILENO)) return;
  if (kept == -1) kept = terminal_guard_memory_file();
  if (printer == -1) printer = terminal_guard_open(STDERR_FILENO);
  if (kept == -1 || printer == -1 || fcntl(kept, F_SETFL, O_APPEND) == -1) return;
  original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (original == -1) return;
  if (dup2(kept, STDERR_FILENO) == -1) return;
  atomic_store(&is_kept, true);
}

static off_t kept_size(void) {
  struct stat status;
  return fstat(kept, &status) == 0 ? status.st_size : 0;
}

void terminal_guard_trim_stderr(void) {
  if (atomic_load(&is_kept) && kept_size() > kept_at_most) {
    int ignored = ftruncate(kept, 0);
    (void)ignored;
  }
}

void guard_print_kept_stderr(void) {
  if (!atomic_exchange(&is_kept, false)) return;
  off_t size = kept_size();
  off_t position = size > printed_at_most ? size - printed_at_most : 0;
  int64_t deadline = guard_milliseconds() + 1000;
  uint8_t text[1024], safe[sizeof text];
  size_t left_over = 0;
  for (;;) {
    ssize_t count = pread(kept, text + left_over, sizeof text - left_over, position);
    if (count <= 0) break;
    position += count;
    size_t whole = left_over + (size_t)count;
    /* A character cut by the end of the buffer waits for the next round. */
    size_t cut = 0;
    if (position < size)
      while (cut < 3 && cut < whole && (text[whole - cut - 1] & 0xC0) == 0x80) cut++;
    if (position < size && cut < whole && text[whole - cut - 1] >= 0xC0) cut++;
    size_t length = terminal_guard_sanitise(text, whole - cut, safe, guard_is_utf8());
    guard_write_until(printer, safe, length, deadline);
    for (size_t index = 0; index < cut; index++) text[index] = text[whole - cut + index];
    left_over = cut;
  }
}

void guard_copy_kept_stderr(int file) {
  if (original == -1) return;
  static uint8_t text[copied_at_most], safe[copied_at_most];
  off_t size = kept_size();
  ssize_t count = pread(kept, text, sizeof text, size > copied_at_most ? size - copied_at_most : 0);
  if (count <= 0) return;
  size_t length = terminal_guard_sanitise(text, (size_t)count, safe, true);
  guard_write_until(file, safe, length, guard_milliseconds() + 1000);
}

int guard_report_descriptor(void) { return original == -1 ? STDERR_FILENO : printer; }

void terminal_guard_release_stderr(void) {
  if (!atomic_load(&is_kept)) return;
  dup2(original, STDERR_FILENO);
  close(original);
  original = -1;
  guard_print_kept_stderr();
  int ignored = ftruncate(kept, 0);
  (void)ignored;
}
