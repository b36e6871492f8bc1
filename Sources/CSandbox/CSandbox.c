/* Fences around a reader of foreign files, and starting such a reader. See CSandbox.h. */

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <spawn.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Landlock's calls have the same numbers on every architecture; old headers lack them. */
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

/* Rights that headers of older systems do not name. */
#define RIGHT_REFER (1ULL << 13)
#define RIGHT_TRUNCATE (1ULL << 14)
#define RIGHT_IOCTL_DEVICE (1ULL << 15)

/* The ruleset as newer kernels take it; older ones are given only its first member. */
struct ruleset {
    uint64_t files;
    uint64_t network;
};

static int landlock_version(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version < 0 ? 0 : (int)version;
}

static int allow(int ruleset, const char *path, uint64_t rights)
{
    int file = open(path, O_PATH | O_CLOEXEC);
    if (file < 0) return 0;
    struct stat status;
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = file};
    /* A rule on a file must not name rights that only folders have. */
    if (fstat(file, &status) == 0 && !S_ISDIR(status.st_mode))
        rule.allowed_access &= LANDLOCK_ACCESS_FS_READ_FILE;
    int is_added = rule.allowed_access == 0 ||
                   syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(file);
    return is_added;
}

static int fence_files(const char *const *readable, size_t count, const char *listable)
{
    int version = landlock_version();
    if (version == 0) return 0;
    struct ruleset attributes = {.files = (1ULL << 13) - 1, .network = 0};
    if (version >= 2) attributes.files |= RIGHT_REFER;
    if (version >= 3) attributes.files |= RIGHT_TRUNCATE;
    if (version >= 5) attributes.files |= RIGHT_IOCTL_DEVICE;
    /* Binding and connecting TCP sockets. */
    if (version >= 4) attributes.network = 3;
    size_t size = version >= 4 ? sizeof attributes : sizeof attributes.files;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, size, 0);
    if (ruleset < 0) return 0;
    for (size_t index = 0; index < count; ++index)
        allow(ruleset, readable[index],
              LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);
    if (listable != NULL) allow(ruleset, listable, LANDLOCK_ACCESS_FS_READ_DIR);
    int is_shut = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return is_shut ? JOL_FENCE_FILES : 0;
}

#if defined(__x86_64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

static int fence_calls(void)
{
#ifdef THIS_ARCHITECTURE
#define REFUSE(name)                                                                               \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1),                                         \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        REFUSE(socket),
        REFUSE(connect),
        REFUSE(execve),
        REFUSE(execveat),
        REFUSE(ptrace),
        REFUSE(process_vm_readv),
        REFUSE(process_vm_writev),
        REFUSE(kill),
        REFUSE(tkill),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {.len = sizeof program / sizeof *program, .filter = program};
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0) return JOL_FENCE_CALLS;
#endif
    return 0;
}

int jol_fences_possible(void)
{
    int fences = landlock_version() > 0 ? JOL_FENCE_FILES : 0;
#ifdef THIS_ARCHITECTURE
    /* Asking for a filter at address 0 fails with EFAULT where filters exist. */
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) != 0 && errno == EFAULT)
        fences |= JOL_FENCE_CALLS;
#endif
    return fences;
}

int jol_fences_raise(const char *const *readable, size_t count, const char *listable,
                     unsigned cpu_seconds, uint64_t memory_bytes)
{
    int fences = JOL_FENCE_LIMITS;
    struct rlimit time = {.rlim_cur = cpu_seconds, .rlim_max = cpu_seconds + 1};
    struct rlimit memory = {.rlim_cur = memory_bytes, .rlim_max = memory_bytes};
    struct rlimit nothing = {0, 0};
    if (setrlimit(RLIMIT_CPU, &time) != 0 || setrlimit(RLIMIT_DATA, &memory) != 0 ||
        setrlimit(RLIMIT_FSIZE, &nothing) != 0 || setrlimit(RLIMIT_CORE, &nothing) != 0)
        fences = 0;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return fences;
    fences |= fence_files(readable, count, listable);
    fences |= fence_calls();
    return fences;
}

pid_t jol_start(const char *program, char *const *arguments, char *const *environment,
                int request, int answer)
{
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0) return -1;
    posix_spawn_file_actions_adddup2(&actions, request, 0);
    posix_spawn_file_actions_adddup2(&actions, answer, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t process = -1;
    int failure = posix_spawn(&process, program, &actions, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    if (failure == 0) return process;
    errno = failure;
    return -1;
}

int jol_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int jol_await(pid_t process, int *code)
{
    int status = 0;
    while (waitpid(process, &status, 0) < 0) {
        if (errno != EINTR) {
            *code = -1;
            return 0;
        }
    }
    if (WIFSIGNALED(status)) return WTERMSIG(status);
    *code = WEXITSTATUS(status);
    return 0;
}

struct paths {
    char *text;
    size_t room, used;
};

static int note_path(struct dl_phdr_info *object, size_t size, void *context)
{
    (void)size;
    struct paths *paths = context;
    size_t length = object->dlpi_name == NULL ? 0 : strlen(object->dlpi_name);
    if (length == 0 || object->dlpi_name[0] != '/') return 0;
    if (paths->room - paths->used < length + 1) return 1;
    memcpy(paths->text + paths->used, object->dlpi_name, length);
    paths->text[paths->used + length] = '\n';
    paths->used += length + 1;
    return 0;
}

size_t jol_library_paths(char *text, size_t room)
{
    struct paths paths = {.text = text, .room = room, .used = 0};
    dl_iterate_phdr(note_path, &paths);
    return paths.used;
}
