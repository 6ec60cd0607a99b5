#pragma once

/* ncursesw for Swift: what its importer cannot see (globals, casts in macros, fixed arrays) as stateless wrappers. */

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

/* A FILE over a descriptor, for newterm alone. */
static inline FILE *_Nullable ot_file(int descriptor, const char *_Nonnull mode) { return fdopen(descriptor, mode); }

static inline WINDOW *_Nullable ot_standard_window(void) { return stdscr; }
static inline WINDOW *_Nullable ot_current_window(void) { return curscr; }

static inline int ot_colors(void) { return COLORS; }
static inline int ot_color_pairs(void) { return COLOR_PAIRS; }
static inline int ot_lines(void) { return LINES; }
static inline int ot_columns(void) { return COLS; }

/* Whether the terminal can put the cursor anywhere and clear its screen. */
static inline bool ot_is_addressable(void) { return cursor_address != NULL && clear_screen != NULL && !hard_copy; }

/* What puts the cursor at the start of a row. NULL: nothing. */
static inline const char *_Nullable ot_start_of_row(int row) {
  return cursor_address == NULL ? NULL : tiparm(cursor_address, row, 0);
}

static inline bool ot_is(const char *_Nullable capability, const char *_Nonnull text) {
  return capability != NULL && strcmp(capability, text) == 0;
}

/* Whether the cursor is moved, and colours are taken back, as ECMA-48 has it. */
static inline bool ot_moves_as_usual(void) {
  return ot_is(cursor_address, "\033[%i%p1%d;%p2%dH") && ot_is(row_address, "\033[%i%p1%dd")
      && ot_is(column_address, "\033[%i%p1%dG") && ot_is(parm_up_cursor, "\033[%p1%dA")
      && ot_is(parm_down_cursor, "\033[%p1%dB") && ot_is(parm_right_cursor, "\033[%p1%dC")
      && ot_is(parm_left_cursor, "\033[%p1%dD") && ot_is(cursor_left, "\b") && ot_is(carriage_return, "\r")
      && (orig_pair == NULL || ot_is(orig_pair, "\033[39;49m"));
}

/* What resets the palette, if the terminal has it. */
static inline const char *_Nullable ot_palette_reset(void) { return orig_colors; }

/* What sets all attributes at once, and what draws a line through the text. NULL: nothing does. */
static inline const char *_Nullable ot_all_attributes(void) { return set_attributes; }
static inline const char *_Nullable ot_strikethrough(void) {
  const char *text = tigetstr("smxx");
  return text == (const char *)-1 ? NULL : text;
}

static inline attr_t ot_bold(void) { return WA_BOLD; }
static inline attr_t ot_dim(void) { return WA_DIM; }
static inline attr_t ot_italic(void) { return WA_ITALIC; }
static inline attr_t ot_underline(void) { return WA_UNDERLINE; }
static inline attr_t ot_reverse(void) { return WA_REVERSE; }
static inline attr_t ot_blink(void) { return WA_BLINK; }
static inline attr_t ot_invisible(void) { return WA_INVIS; }

/* The cells that a character takes up in the process's locale; -1: unprintable. Hidden without _XOPEN_SOURCE. */
extern int wcwidth(wchar_t character);

/* A space in an extended colour pair. */
static inline cchar_t ot_space(attr_t attributes, int pair) {
  cchar_t cell;
  memset(&cell, 0, sizeof cell);
  /* The pair by pointer: by value it is cut to 15 bits, by COLOR_PAIR() to 8. */
  setcchar(&cell, L" ", attributes, 0, &pair);
  return cell;
}
