/* fault.c - makes one call of a program fail, for LD_PRELOAD.
 *
 * Allocations are intercepted by name, so that those of libcsv, cJSON, utf8proc, zlib, zstd and libc itself are among
 * them; "memory" are those that the program asks for, "letters" those of utf8proc, "library" the others.  System calls
 * are intercepted by the kernel (seccomp), whoever makes them: stdio calls write() and scandir() calls getdents()
 * inside libc, where no preloaded name reaches.  The handler of SIGSYS counts each call, and fails it or makes it again
 * from an address that the filter lets through.
 *
 *   FAULT=FAMILY:N:once|ever:ERRNO   fail call N of that family, counted from 1 when main begins; and all after it
 *   FAULT=FAMILY:N:kill:SIGNAL       or let a signal come at that moment
 *   FAULT_FD=FD                      there go the name of the call that failed, and at the end the calls of each family
 *
 * Only x86-64 Linux; tests/fault/faults.py passes elsewhere. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { MEMORY, LETTERS, LIBRARY, THREAD, OPEN, READ, FOLDER, LOOK, WRITE, SYNC, RENAME, MAKE, CLOSE, FAMILIES };
static const char *const family_names[FAMILIES] = {"memory", "letters", "library", "thread", "open", "read", "folder",
                                                   "look",   "write",   "sync",    "rename", "make", "close"};

static const struct {
    int number, family;
    const char *name;
} calls[] = {
    {SYS_open, OPEN, "open"},
    {SYS_openat, OPEN, "openat"},
    {SYS_read, READ, "read"},
    {SYS_pread64, READ, "pread"},
    {SYS_readv, READ, "readv"},
    {SYS_getdents64, FOLDER, "getdents"},
    {SYS_stat, LOOK, "stat"},
    {SYS_lstat, LOOK, "lstat"},
    {SYS_fstat, LOOK, "fstat"},
    {SYS_newfstatat, LOOK, "fstatat"},
    {SYS_statx, LOOK, "statx"},
    {SYS_access, LOOK, "access"},
    {SYS_faccessat, LOOK, "faccessat"},
    {SYS_faccessat2, LOOK, "faccessat2"},
    {SYS_readlink, LOOK, "readlink"},
    {SYS_readlinkat, LOOK, "readlinkat"},
    {SYS_getcwd, LOOK, "getcwd"},
    {SYS_write, WRITE, "write"},
    {SYS_writev, WRITE, "writev"},
    {SYS_pwrite64, WRITE, "pwrite"},
    {SYS_fsync, SYNC, "fsync"},
    {SYS_fdatasync, SYNC, "fdatasync"},
    {SYS_rename, RENAME, "rename"},
    {SYS_renameat, RENAME, "renameat"},
    {SYS_renameat2, RENAME, "renameat2"},
    {SYS_link, RENAME, "link"},
    {SYS_linkat, RENAME, "linkat"},
    {SYS_mkdir, MAKE, "mkdir"},
    {SYS_mkdirat, MAKE, "mkdirat"},
    {SYS_fchmod, MAKE, "fchmod"},
    {SYS_ftruncate, MAKE, "ftruncate"},
    {SYS_flock, MAKE, "flock"},
    {SYS_dup, MAKE, "dup"},
    {SYS_fcntl, MAKE, "fcntl"},
    {SYS_lseek, READ, "lseek"},
    {SYS_close, CLOSE, "close"},
};
enum { CALLS = sizeof calls / sizeof *calls };

static bool counting; /* main is near */
static atomic_long made[FAMILIES];
static int armed = -1, error_number, report_fd = -1;
static long at;
static bool ever, kills;
static struct { uintptr_t start, end; /* addresses */ } program, letters;

/* ---- a system call that the filter lets through ---- */

long fault_call(long number, long a, long b, long c, long d, long e, long f);
extern const char fault_call_return[];
__asm__(".text\n.globl fault_call\n.hidden fault_call\n.hidden fault_call_return\n.type fault_call,@function\n"
        "fault_call:\n mov %rdi,%rax\n mov %rsi,%rdi\n mov %rdx,%rsi\n mov %rcx,%rdx\n mov %r8,%r10\n mov %r9,%r8\n"
        " mov 8(%rsp),%r9\n syscall\n.globl fault_call_return\nfault_call_return:\n ret\n");

static void tell(const char *text) {
    if (report_fd >= 0)
        fault_call(SYS_write, report_fd, (long)text, (long)strlen(text), 0, 0, 0);
}

/* Shall this call fail?  NAME is what is told about it, and DESCRIPTOR (below 10) if it has one. */
static bool fails(int family, const char *name, long descriptor) {
    if (!counting)
        return false;
    long n = atomic_fetch_add(&made[family], 1) + 1;
    if (family != armed || n < at || (n > at && !ever))
        return false;
    if (n == at || descriptor == STDERR_FILENO) {
        char with[] = " 0\n";
        tell(name);
        with[1] = descriptor >= 0 && descriptor < 10 ? (char)('0' + descriptor) : '-';
        tell(with);
    }
    if (kills)
        fault_call(SYS_kill, getpid(), error_number, 0, 0, 0, 0);
    return !kills;
}

/* ---- allocations ---- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static bool no_memory(const char *name, const void *caller) {
    uintptr_t from = (uintptr_t)caller;
    bool own = from >= program.start && from < program.end, is_letters = from >= letters.start && from < letters.end;
    if (!fails(own ? MEMORY : is_letters ? LETTERS : LIBRARY, name, -1))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) {
    return no_memory("malloc", __builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return no_memory("calloc", __builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    return no_memory("realloc", __builtin_return_address(0)) ? NULL : __libc_realloc(block, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    return no_memory("aligned_alloc", __builtin_return_address(0)) ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size) {
    if (no_memory("posix_memalign", __builtin_return_address(0)))
        return ENOMEM;
    void *block = __libc_memalign(alignment, size);
    if (block == NULL)
        return ENOMEM;
    *out = block;
    return 0;
}

/* ---- threads ---- */

typedef int thread_maker(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *), void *context) {
    if (fails(THREAD, "pthread_create", -1))
        return EAGAIN;
    thread_maker *real;
    *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
    return real(thread, attributes, work, context);
}

/* ---- system calls ---- */

/* A trap whose signal is blocked ends the process, so that nobody may block this one. */
int pthread_sigmask(int how, const sigset_t *set, sigset_t *before) {
    sigset_t ours;
    if (set != NULL) {
        ours = *set;
        sigdelset(&ours, SIGSYS);
        set = &ours;
    }
    long result = fault_call(SYS_rt_sigprocmask, how, (long)set, (long)before, 8, 0, 0);
    return (int)-result;
}

int sigprocmask(int how, const sigset_t *set, sigset_t *before) {
    int error = pthread_sigmask(how, set, before);
    if (error != 0)
        errno = error;
    return error == 0 ? 0 : -1;
}

static void on_trap(int signal_number, siginfo_t *info, void *context) {
    (void)signal_number;
    greg_t *r = ((ucontext_t *)context)->uc_mcontext.gregs;
    int saved = errno, c = 0;
    while (c < CALLS && calls[c].number != info->si_syscall)
        c++;
    bool has_descriptor = c < CALLS && (calls[c].family == READ || calls[c].family == WRITE);
    bool fail = c < CALLS && fails(calls[c].family, calls[c].name, has_descriptor ? (long)r[REG_RDI] : -1);
    if (fail && calls[c].family != CLOSE)
        r[REG_RAX] = -error_number;
    else
        r[REG_RAX] = fault_call(info->si_syscall, (long)r[REG_RDI], (long)r[REG_RSI], (long)r[REG_RDX],
                                (long)r[REG_R10], (long)r[REG_R8], (long)r[REG_R9]);
    if (fail && calls[c].family == CLOSE) /* Linux closes it in any case */
        r[REG_RAX] = -error_number;
    errno = saved;
}

static bool trap_calls(void) {
    enum { HEAD = 5 };
    struct sock_filter filter[HEAD + CALLS + 2];
    uint64_t ip = (uint64_t)(uintptr_t)fault_call_return;
    const uint32_t where = offsetof(struct seccomp_data, instruction_pointer);
    filter[0] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, where);
    filter[1] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)ip, 0, 2);
    filter[2] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, where + 4);
    filter[3] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(ip >> 32), CALLS + 1, 0);
    filter[4] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (unsigned i = 0; i < CALLS; i++)
        filter[HEAD + i] =
            (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)calls[i].number, (uint8_t)(CALLS - i), 0);
    filter[HEAD + CALLS] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[HEAD + CALLS + 1] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
    struct sock_fprog rules = {HEAD + CALLS + 2, filter};
    struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART};
    return sigaction(SIGSYS, &action, NULL) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &rules) == 0;
}

/* ---- begin and end ---- */

/* The first object is the program itself. */
static int take_object(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    bool *first = context, is_letters = strstr(info->dlpi_name, "libutf8proc") != NULL;
    uintptr_t low = UINTPTR_MAX, high = 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD)
            continue;
        uintptr_t start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr, end = start + info->dlpi_phdr[i].p_memsz;
        low = start < low ? start : low;
        high = end > high ? end : high;
    }
    if (*first) {
        program.start = low;
        program.end = high;
    } else if (is_letters) {
        letters.start = low;
        letters.end = high;
    }
    *first = false;
    return 0;
}

static void read_order(const char *order) {
    char family[16], how[8];
    if (sscanf(order, "%15[a-z]:%ld:%7[a-z]:%d", family, &at, how, &error_number) != 4)
        return;
    ever = strcmp(how, "ever") == 0;
    kills = strcmp(how, "kill") == 0;
    for (int f = 0; f < FAMILIES; f++)
        if (strcmp(family, family_names[f]) == 0)
            armed = f;
}

__attribute__((constructor)) static void begin(void) {
    const char *order = getenv("FAULT"), *descriptor = getenv("FAULT_FD");
    if (descriptor == NULL)
        return;
    report_fd = atoi(descriptor);
    if (order != NULL)
        read_order(order);
    if (!trap_calls()) {
        tell("no seccomp\n");
        return;
    }
    bool first = true;
    dl_iterate_phdr(take_object, &first);
    counting = true;
}

__attribute__((destructor)) static void end(void) {
    if (!counting || armed >= 0)
        return;
    counting = false;
    char line[64];
    for (int f = 0; f < FAMILIES; f++) {
        snprintf(line, sizeof line, "%s %ld\n", family_names[f], atomic_load(&made[f]));
        tell(line);
    }
    struct rlimit core = {0, 0};
    getrlimit(RLIMIT_CORE, &core);
    snprintf(line, sizeof line, "dumpable %d\ncore %lu\n", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0),
             (unsigned long)core.rlim_max);
    tell(line);
}
