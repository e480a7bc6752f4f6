/* iofault.so: faults of a disk, on chosen files of one process, by LD_PRELOAD.
 *
 *   IOF_MATCH=TEXT       which files: those whose path contains it (required)
 *   IOF_FAIL=OP:ERRNO:N  the Nth OP on them (write, fsync, open or read) and all later ones fail with that
 *                        errno: 5 is EIO, 28 is ENOSPC
 *   IOF_ONCE=1           only the Nth fails
 *   IOF_SHORT=N          the Nth write takes only half of what it is given
 *   IOF_KILL=N           the process is killed inside the Nth write, after half of it
 *   IOF_SYNC_US=MICROS   every fsync takes that long, as on a memory card
 *   IOF_LIE=1            fsync does nothing and says that it did
 *   IOF_PLAN=FILE        instead of IOF_FAIL and IOF_ONCE: while FILE exists its text OP:ERRNO:N or OP:ERRNO:N:once
 *                        applies, and counting begins anew whenever another FILE takes its place
 *   IOF_LOG=FILE         everything that is written, cut, deleted and forced, in order: one line
 *                        "OP PATH OFFSET LENGTH" (W, T, U, S) and, for W, that many bytes
 *
 * Works under a JVM: sqlite-jdbc and the JDK call libc. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 65536

static char *path_of[MOST_FILES];
static const char *match, *plan;
static struct stat planned;
static char failing[16];
static int error_number, fail_at, only_once, short_at, kill_at, sync_micros, lying;
static int writes, syncs, opens, reads;
static int log_fd = -1;
static pthread_mutex_t log_lock = PTHREAD_MUTEX_INITIALIZER, plan_lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_close)(int);
static int (*real_unlink)(const char *);
static int (*real_open)(const char *, int, ...);

static int number(const char *name) {
  const char *text = getenv(name);
  return text ? atoi(text) : 0;
}

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_pread = dlsym(RTLD_NEXT, "pread64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_open = dlsym(RTLD_NEXT, "open64");
  match = getenv("IOF_MATCH");
  plan = getenv("IOF_PLAN");
  const char *fail = getenv("IOF_FAIL");
  if (fail) sscanf(fail, "%15[a-z]:%d:%d", failing, &error_number, &fail_at);
  only_once = getenv("IOF_ONCE") != NULL;
  lying = getenv("IOF_LIE") != NULL;
  short_at = number("IOF_SHORT");
  kill_at = number("IOF_KILL");
  sync_micros = number("IOF_SYNC_US");
  const char *log = getenv("IOF_LOG");
  if (log) log_fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Takes over the plan when there is a new one, and forgets it when there is none. */
static void look_at_plan(void) {
  struct stat there;
  if (stat(plan, &there) != 0) {
    fail_at = 0;
    memset(&planned, 0, sizeof planned);
  } else if (there.st_ino != planned.st_ino || there.st_mtim.tv_nsec != planned.st_mtim.tv_nsec) {
    char text[64] = "", once[8] = "";
    int fd = real_open(plan, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    if (fd >= 0) real_close(fd);
    if (length <= 0) return;
    planned = there;
    writes = syncs = opens = reads = 0;
    sscanf(text, "%15[a-z]:%d:%d:%7s", failing, &error_number, &fail_at, once);
    only_once = !strcmp(once, "once");
  }
}

static int is_chosen(const char *path) { return match && strstr(path, match); }
static int is_ours(int fd) { return fd >= 0 && fd < MOST_FILES && path_of[fd]; }

/* Counts one operation; tells whether it is one that shall fail. */
static int shall_fail(const char *op, int *count) {
  pthread_mutex_lock(&plan_lock);
  if (plan) look_at_plan();
  int now = ++*count;
  int fails = fail_at && !strcmp(op, failing) && (only_once ? now == fail_at : now >= fail_at);
  pthread_mutex_unlock(&plan_lock);
  return fails;
}

static void record(char op, const char *path, off_t offset, const void *bytes, size_t length) {
  if (log_fd < 0) return;
  char head[4200];
  int size = snprintf(head, sizeof head, "%c %s %lld %zu\n", op, path, (long long)offset, length);
  struct iovec parts[2] = {{head, (size_t)size}, {(void *)bytes, length}};
  pthread_mutex_lock(&log_lock);
  if (writev(log_fd, parts, length ? 2 : 1) < 0) abort(); /* half a log would prove anything */
  pthread_mutex_unlock(&log_lock);
}

static int opened(const char *path, int flags, mode_t mode) {
  if (is_chosen(path) && shall_fail("open", &opens)) {
    errno = error_number;
    return -1;
  }
  int fd = real_open(path, flags, mode);
  if (fd >= 0 && fd < MOST_FILES) {
    free(path_of[fd]);
    path_of[fd] = is_chosen(path) ? strdup(path) : NULL;
    if (path_of[fd] && (flags & O_TRUNC)) record('T', path, 0, NULL, 0);
  }
  return fd;
}

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  return opened(path, flags, mode);
}

int close(int fd) {
  if (is_ours(fd)) {
    free(path_of[fd]);
    path_of[fd] = NULL;
  }
  return real_close(fd);
}

static ssize_t written(int fd, const void *bytes, size_t length, off_t offset, int at_offset) {
  if (is_ours(fd)) {
    if (shall_fail("write", &writes)) {
      errno = error_number;
      return -1;
    }
    if (kill_at && writes == kill_at) {
      if (real_pwrite(fd, bytes, length / 2, offset) > 0) record('W', path_of[fd], offset, bytes, length / 2);
      kill(getpid(), SIGKILL);
    }
    if (short_at && writes == short_at && length > 1) length /= 2;
  }
  ssize_t done = at_offset ? real_pwrite(fd, bytes, length, offset) : real_write(fd, bytes, length);
  if (done > 0 && is_ours(fd)) record('W', path_of[fd], offset, bytes, (size_t)done);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  return written(fd, bytes, length, offset, 1);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  return written(fd, bytes, length, offset, 1);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (!is_ours(fd)) return real_write(fd, bytes, length);
  int appends = fcntl(fd, F_GETFL) & O_APPEND;
  return written(fd, bytes, length, lseek(fd, 0, appends ? SEEK_END : SEEK_CUR), 0);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset) {
  if (is_ours(fd) && shall_fail("read", &reads)) {
    errno = error_number;
    return -1;
  }
  return real_pread(fd, bytes, length, offset);
}

ssize_t pread(int fd, void *bytes, size_t length, off_t offset) { return pread64(fd, bytes, length, offset); }

static int forced(int fd, int (*force)(int)) {
  if (!is_ours(fd)) return force(fd);
  if (shall_fail("fsync", &syncs)) {
    errno = error_number;
    return -1;
  }
  if (sync_micros) usleep((useconds_t)sync_micros);
  if (lying) return 0;
  int result = force(fd);
  if (result == 0) record('S', path_of[fd], 0, NULL, 0);
  return result;
}

int fsync(int fd) { return forced(fd, real_fsync); }
int fdatasync(int fd) { return forced(fd, real_fdatasync); }

int ftruncate64(int fd, off64_t length) {
  int result = real_ftruncate(fd, length);
  if (result == 0 && is_ours(fd)) record('T', path_of[fd], length, NULL, 0);
  return result;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
  int result = real_unlink(path);
  if (result == 0 && is_chosen(path)) record('U', path, 0, NULL, 0);
  return result;
}
