#pragma once

#include "CTerminalGuard.h"

#include <signal.h>

/* Writes all of it, waiting until the deadline (monotonic milliseconds) at most. Async-signal-safe. */
void guard_write_until(int descriptor, const uint8_t *bytes, size_t count, int64_t deadline);

int64_t guard_milliseconds(void);

/* terminal_guard_leave, inside a handler too. */
void guard_leave(void);

/* Prints what stderr kept, to the terminal. Inside a handler too; once. */
void guard_print_kept_stderr(void);

/* What stderr kept, its last 4 KiB, made safe, into a file; after it was printed. Inside a handler too. */
void guard_copy_kept_stderr(int file);

/* Where stderr leads, past what is kept. */
int guard_report_descriptor(void);

/* Looks up what a handler must not look up. */
void guard_prepare_report(void);

/* Says on stderr, and in the file of terminal_guard_set_crash_report, what happened. Inside a handler. */
void guard_report_crash(int signal, const siginfo_t *information);

bool guard_is_utf8(void);

/* Blocks or unblocks SIGTTOU for the thread: a process in the background may then set the terminal's modes. */
void guard_block_background_stop(bool block);

/* Stops the process as long as it is in the terminal's background. false: it is to end. */
bool guard_wait_for_foreground(int terminal);

/* Restores, then dies of the signal. */
void guard_die_of(int signal);

/* Gives the calling thread a stack of its own for signals, unless it has one. */
void guard_give_signal_stack(void);
