#include "internal.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { off, on, writing };

static _Atomic int state = off;
/* A frame was written in part: the terminal may be inside a control sequence. */
static _Atomic bool is_partial;

static int terminal_descriptor = -1;
static bool shows_utf8;
static struct termios settings;

/* Two texts, so that a handler always finds a whole one. */
static struct {
  uint8_t bytes[1024];
  size_t count;
} restore[2];
static _Atomic unsigned restore_index;

bool terminal_guard_set_restore(int terminal, const void *bytes, size_t count, bool utf8) {
  if (count > sizeof restore[0].bytes) return false;
  unsigned next = !atomic_load(&restore_index);
  memcpy(restore[next].bytes, bytes, count);
  restore[next].count = count;
  terminal_descriptor = terminal;
  shows_utf8 = utf8;
  atomic_store(&restore_index, next);
  return true;
}

bool guard_is_utf8(void) { return shows_utf8; }

static int set_modes(const struct termios *modes) {
  int result;
  do result = tcsetattr(terminal_descriptor, TCSANOW, modes);
  while (result == -1 && errno == EINTR);
  return result == -1 ? errno : 0;
}

int terminal_guard_enter(void) {
  if (!guard_wait_for_foreground(terminal_descriptor)) return ECANCELED;
  if (atomic_load(&state) == off && tcgetattr(terminal_descriptor, &settings) == -1) return errno;
  struct termios modes = settings;
  modes.c_iflag &= (tcflag_t) ~(IXON | ICRNL | INLCR | IGNCR | ISTRIP);
  modes.c_oflag &= (tcflag_t)~OPOST;
  modes.c_lflag &= (tcflag_t) ~(ICANON | ECHO | ECHONL | IEXTEN);
  modes.c_lflag |= ISIG;
  modes.c_cc[VMIN] = 1;
  modes.c_cc[VTIME] = 0;
  atomic_store(&is_partial, false);
  atomic_store(&state, on);
  int error = set_modes(&modes);
  if (error != 0) atomic_store(&state, off);
  return error;
}

ssize_t terminal_guard_write(const void *bytes, size_t count) {
  int expected = on;
  if (!atomic_compare_exchange_strong(&state, &expected, writing)) {
    errno = ECANCELED;
    return -1;
  }
  ssize_t written;
  do written = write(terminal_descriptor, bytes, count);
  while (written == -1 && errno == EINTR);
  int error = errno;
  if (written > 0) atomic_store(&is_partial, (size_t)written < count);
  expected = writing;
  atomic_compare_exchange_strong(&state, &expected, on);
  errno = error;
  return written;
}

void guard_leave(void) {
  /* Another thread's write does not block, so it is over soon. This thread's own, if a handler interrupted it, never is. */
  int64_t patience = guard_milliseconds() + 100;
  for (;;) {
    int expected = on;
    if (atomic_compare_exchange_strong(&state, &expected, off)) break;
    if (expected == off) return;
    if (guard_milliseconds() >= patience && atomic_exchange(&state, off) != off) break;
  }
  int64_t deadline = guard_milliseconds() + 1000;
  static const uint8_t cancel = 0x18;
  if (atomic_load(&is_partial)) guard_write_until(terminal_descriptor, &cancel, 1, deadline);
  unsigned index = atomic_load(&restore_index);
  guard_write_until(terminal_descriptor, restore[index].bytes, restore[index].count, deadline);
  /* In the background too. */
  guard_block_background_stop(true);
  set_modes(&settings);
  guard_block_background_stop(false);
}

void terminal_guard_leave(void) { guard_leave(); }
