/*
 * Shuts the calling thread in before it reads a file that somebody else made.
 *
 * Linux only; each fence is best effort, and the caller is told which stand.
 */
#ifndef JOL_CSANDBOX_H
#define JOL_CSANDBOX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The fences. */
enum {
    /* Processor time and memory are limited; no file can be written, no core is left. */
    JOL_FENCE_LIMITS = 1,
    /* Only the paths named can be opened (Landlock). */
    JOL_FENCE_FILES = 2,
    /* No socket, no other program, no tracing (seccomp). */
    JOL_FENCE_CALLS = 4,
};

/* Which of FILES and CALLS this system can raise, without raising them. */
int jol_fences_possible(void);

/* Raises every fence that the system has; returns those that stand. `readable` are files and
 * folders that may still be read, a folder with all below it; `listable` is one folder whose
 * names, not contents, may be read, or NULL. Memory is that of writable data. */
int jol_fences_raise(const char *const *readable, size_t count, const char *listable,
                     unsigned cpu_seconds, uint64_t memory_bytes);

/* Starts a program with `request` as its standard input and `answer` as its output, both already
 * open with close-on-exec; its errors go nowhere. Returns the process, or -1 with errno set. */
pid_t jol_start(const char *program, char *const *arguments, char *const *environment,
                int request, int answer);

/* A pipe with close-on-exec at both ends; 0, or -1 with errno set. */
int jol_pipe(int ends[2]);

/* Waits for a process; the signal that ended it, or 0 with its exit code in `code`. */
int jol_await(pid_t process, int *code);

/* The paths of the libraries this program has loaded, a line each; returns the bytes written. */
size_t jol_library_paths(char *text, size_t room);

#ifdef __cplusplus
}
#endif

#endif
