#define _GNU_SOURCE
#include "internal.h"

#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { frames_at_most = 48 };

static char name[64];
static char path[4096];
/* Where the program itself lies in memory: its addresses are told as distances from there, to be looked up in its file. */
static uintptr_t program_start, program_end;

void terminal_guard_set_crash_report(const char *new_name, const char *new_path) {
  strncpy(name, new_name, sizeof name - 1);
  path[0] = 0;
  if (new_path != NULL && strlen(new_path) < sizeof path) strcpy(path, new_path);
}

static int note_program(struct dl_phdr_info *module, size_t size, void *ignored) {
  (void)size, (void)ignored;
  program_start = module->dlpi_addr;
  for (int index = 0; index < module->dlpi_phnum; index++) {
    const ElfW(Phdr) *part = &module->dlpi_phdr[index];
    uintptr_t end = module->dlpi_addr + part->p_vaddr + part->p_memsz;
    if (part->p_type == PT_LOAD && end > program_end) program_end = end;
  }
  /* The first is the program. */
  return 1;
}

void guard_prepare_report(void) {
  if (program_end != 0) return;
  dl_iterate_phdr(note_program, NULL);
  /* The first call loads a library, which a handler must not. */
  void *frame;
  backtrace(&frame, 1);
}

typedef struct {
  uint8_t bytes[8192];
  size_t count;
} text;

static void add_bytes(text *out, const char *bytes, size_t count) {
  if (count > sizeof out->bytes - out->count) count = sizeof out->bytes - out->count;
  memcpy(out->bytes + out->count, bytes, count);
  out->count += count;
}

static void add(text *out, const char *string) { add_bytes(out, string, strlen(string)); }

static void add_number(text *out, uintptr_t number, unsigned base) {
  char digits[24];
  size_t start = sizeof digits;
  do digits[--start] = "0123456789abcdef"[number % base];
  while ((number /= base) > 0 && start > 0);
  if (base == 16) add(out, "0x");
  add_bytes(out, digits + start, sizeof digits - start);
}

static const char *meaning(int signal) {
  switch (signal) {
    case SIGILL: return "SIGILL, a check in the program failed";
    case SIGTRAP: return "SIGTRAP, a check in the program failed";
    case SIGSEGV: return "SIGSEGV, memory that is not there";
    case SIGBUS: return "SIGBUS, memory or a file that is not there any more";
    case SIGFPE: return "SIGFPE, an impossible calculation";
    default: return "SIGABRT, it gave up";
  }
}

static void add_cause(text *out, int signal, const siginfo_t *information) {
  add(out, name[0] ? name : "the program");
  add(out, " crashed: ");
  add(out, meaning(signal));
  if (information != NULL && information->si_code <= 0) {
    add(out, ", sent by process ");
    add_number(out, (uintptr_t)information->si_pid, 10);
  } else if (information != NULL && (signal == SIGSEGV || signal == SIGBUS)) {
    add(out, ", at ");
    add_number(out, (uintptr_t)information->si_addr, 16);
  }
  add(out, "\n");
}

static void add_frames(text *out) {
  void *frames[frames_at_most];
  int count = backtrace(frames, frames_at_most);
  for (int index = 0; index < count; index++) {
    uintptr_t frame = (uintptr_t)frames[index];
    add(out, "  ");
    if (frame >= program_start && frame < program_end) {
      add(out, "+");
      add_number(out, frame - program_start, 16);
    } else {
      add_number(out, frame, 16);
    }
    add(out, index % 6 == 5 || index == count - 1 ? "\n" : "");
  }
}

/* A new file for its owner only; -1: there can be none. */
static int open_file(void) {
  if (!path[0]) return -1;
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file != -1) fchmod(file, 0600);
  return file;
}

void guard_report_crash(int signal, const siginfo_t *information) {
  static text report, safe;
  int64_t deadline = guard_milliseconds() + 1000;
  add_cause(&report, signal, information);
  int file = open_file();
  if (file != -1) {
    guard_write_until(file, report.bytes, report.count, deadline);
    guard_copy_kept_stderr(file);
    add(&report, "where it was is in ");
    add(&report, path);
    add(&report, "\n");
  }
  bool utf8 = guard_is_utf8();
  safe.count = terminal_guard_sanitise(report.bytes, report.count, safe.bytes, utf8);
  guard_write_until(guard_report_descriptor(), safe.bytes, safe.count, deadline);

  /* The last, for it may be what fails. */
  report.count = 0;
  add_frames(&report);
  int descriptor = file != -1 ? file : guard_report_descriptor();
  guard_write_until(descriptor, report.bytes, report.count, deadline);
  if (file != -1) close(file);
}
