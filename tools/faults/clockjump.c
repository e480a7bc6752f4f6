/* clockjump.so: the time of day of one process jumps, by LD_PRELOAD; time that only runs forward is left alone.
 *
 *   CLOCK_JUMP=FILE   how far, in seconds, as text in FILE ("-7200"); looked at whenever somebody asks for the time
 *
 * libfaketime can do more, but when it is told to leave the monotonic clock alone, timed waits of a JVM return at once. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const char *file;
static int (*real_clock_gettime)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
  real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
  file = getenv("CLOCK_JUMP");
}

static long long jump(void) {
  static __thread long long last;
  char text[32] = "";
  int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
  if (fd < 0) return last;
  if (read(fd, text, sizeof text - 1) > 0) last = atoll(text);
  close(fd);
  return last;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = real_clock_gettime(clock, time);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += jump();
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  (void)zone;
  struct timespec time;
  if (clock_gettime(CLOCK_REALTIME, &time)) return -1;
  now->tv_sec = time.tv_sec;
  now->tv_usec = time.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *into) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}
