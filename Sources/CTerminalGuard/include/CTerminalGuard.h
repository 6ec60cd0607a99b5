#pragma once

/* Gives the terminal back however the program ends, and turns signals into bytes on a pipe.
   What runs inside a signal handler here is async-signal-safe. State is static: a process has one terminal. */

#include <spawn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Signals ---------------------------------------------------------------------------------------------------------- */

/* The end of the pipe to read: one byte, the signal's number, for each watched signal. Non-blocking. -1: errno says why. */
int terminal_guard_signal_pipe(void);

/* From now on the signal arrives on the pipe. false: the parent had it ignored (nohup), and so it stays.
   A second SIGINT, SIGTERM, SIGHUP or SIGQUIT two seconds or more after the first ends the process by that signal, with
   the terminal restored: the program did not get round to the first. */
bool terminal_guard_watch(int signal);

/* A closed pipe is an error of write(2), not the end of the program. */
void terminal_guard_ignore_broken_pipes(void);

/* Stops the process as Ctrl-Z does; returns once it is continued, or at once where nothing could continue it. */
void terminal_guard_stop(void);

/* The screen ------------------------------------------------------------------------------------------------------- */

/* Gives an own description of the terminal behind a descriptor: non-blocking, without touching the flags that the
   parent shares. -1: not a terminal. */
int terminal_guard_open(int descriptor);

/* The terminal to give back from now on. The bytes leave the screen; at most 1024. false: they do not fit. */
bool terminal_guard_set_restore(int terminal, const void *bytes, size_t count, bool utf8);

/* Keys one by one, no echo, bytes as they are; Ctrl-C, Ctrl-Z and Ctrl-\ stay signals. From here on every end of the
   process restores the settings found now (not those found when the screen was already on). Waits, stopped, while
   the process is in the background. 0 or errno; ECANCELED: in the background, and a signal has asked for the end. */
int terminal_guard_enter(void);

/* write(2) to the terminal while it is on. Fewer than count: call again with the rest, before anything else.
   -1: errno; ECANCELED once the screen was left. */
ssize_t terminal_guard_write(const void *bytes, size_t count);

/* Leaves the screen and restores the settings. Waits a second at most for a terminal that nobody reads. */
void terminal_guard_leave(void);

/* Leaves the screen, on crashes and exit(3) too, and prints what stderr was told meanwhile. A crash is reported there:
   which, and from where. */
void terminal_guard_install(void);

/* What a report calls the program, and the file that it is written to as well, for its owner only: a window may close
   with the program. NULL: no file. Both are copied; a path of 4096 bytes or more is none. */
void terminal_guard_set_crash_report(const char *name, const char *path);

/* The crash handlers run on the calling thread's own stack for signals; signals reach the thread. */
void terminal_guard_adopt_thread(void);

/* stderr ----------------------------------------------------------------------------------------------------------- */

/* Where stderr is a terminal: keeps what is written to it until the screen is left. */
void terminal_guard_keep_stderr(void);

/* Bounds what is kept: beyond 256 KiB, only what comes now. */
void terminal_guard_trim_stderr(void);

/* Points stderr back where it was and prints what was kept, its last 16 KiB, made safe. */
void terminal_guard_release_stderr(void);

/* Makes text safe for a terminal: printable characters, line feeds and tabs stay, anything else becomes '?'. Returns
   the bytes written, at most count. */
size_t terminal_guard_sanitise(const uint8_t *text, size_t count, uint8_t *out, bool utf8);

/* Descriptors ------------------------------------------------------------------------------------------------------ */

/* Opens /dev/null for each of the descriptors 0, 1, 2 that is closed, so that nothing else gets their numbers. */
void terminal_guard_open_standard_descriptors(void);

/* Closes, in a program that is to be spawned, the descriptors from that on. 0 or the error's number. */
int terminal_guard_close_in_child(posix_spawn_file_actions_t *actions, int first);

/* An anonymous file in memory; an event counter to wake poll(2). -1: errno. */
int terminal_guard_memory_file(void);
int terminal_guard_wake_counter(void);
