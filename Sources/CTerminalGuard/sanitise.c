#include "internal.h"

/* The scalar at the start of a text and its length in bytes; 0: not UTF-8. */
static size_t decode(const uint8_t *text, size_t count, uint32_t *scalar) {
  uint8_t lead = text[0];
  size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || length > count) return 0;
  uint32_t value = length == 1 ? lead : lead & (0x7Fu >> length);
  for (size_t index = 1; index < length; index++) {
    if ((text[index] & 0xC0) != 0x80) return 0;
    value = value << 6 | (text[index] & 0x3F);
  }
  if ((length == 3 && value < 0x800) || (length == 4 && (value < 0x10000 || value > 0x10FFFF))) return 0;
  *scalar = value;
  return length;
}

/* Controls, format and bidi controls, separators, surrogates, private use, noncharacters, tags. */
static bool is_safe(uint32_t scalar) {
  if (scalar < 0x7F) return scalar >= 0x20 || scalar == '\n' || scalar == '\t';
  if (scalar < 0xA0 || scalar == 0xAD || scalar == 0x61C || scalar == 0x180E) return false;
  if ((scalar >= 0x200B && scalar <= 0x200F) || (scalar >= 0x2028 && scalar <= 0x202E)) return false;
  if ((scalar >= 0x2060 && scalar <= 0x206F) || (scalar >= 0xD800 && scalar <= 0xF8FF)) return false;
  if (scalar == 0xFEFF || (scalar >= 0xFFF0 && scalar <= 0xFFFB) || (scalar >= 0xFDD0 && scalar <= 0xFDEF)) return false;
  return (scalar & 0xFFFE) != 0xFFFE && scalar < 0xE0000;
}

size_t terminal_guard_sanitise(const uint8_t *text, size_t count, uint8_t *out, bool utf8) {
  size_t position = 0, written = 0;
  while (position < count) {
    uint32_t scalar = 0;
    size_t length = decode(text + position, count - position, &scalar);
    if (length > 0 && is_safe(scalar) && (utf8 || length == 1)) {
      for (size_t index = 0; index < length; index++) out[written++] = text[position + index];
    } else {
      out[written++] = '?';
    }
    position += length > 0 ? length : 1;
  }
  return written;
}
