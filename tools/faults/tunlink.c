/* tunlink: a bad network link in user space, for kernels without sch_netem, and for whoever wants the same losses
 * twice. Each of two network namespaces gets a TUN device; this process carries packets between them. Root only.
 *
 *   tunlink NS_A IP_A NS_B IP_B key=value...
 *     delay=MS one way      jitter=MS             rate=KBIT per direction     queue=BYTES before it (default 64000)
 *     loss=PERCENT          burst=ENTER,LEAVE     percent; everything is lost inside a burst
 *     dup=PERCENT           reorder=PERCENT       mtu=BYTES (default 1400)    flap=UP_S,DOWN_S
 *     seed=N                stats=FILE            where the counts go, standard error by default
 *
 * SIGUSR1 begins or ends an outage; SIGTERM tells the counts of both directions and ends. It also ends with the process
 * that started it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

struct packet {
  int64_t due;
  int length;
  struct packet *next;
  unsigned char bytes[];
};

struct direction {
  int in, out, in_burst;
  struct packet *head;
  int64_t free_at;
  long queued, bytes, packets, lost, dropped, doubled;
};

static struct direction directions[2];
static double delay, jitter, loss, burst_enter, burst_leave, rate, doubling, reordering, flap_up, flap_down;
static long queue_bytes = 64000;
static int mtu = 1400;
static uint64_t dice = 88172645463325252ull;
static const char *stats;
static volatile sig_atomic_t outage, ending;

static void toggle_outage(int signal) {
  (void)signal;
  outage = !outage;
}

static void end(int signal) {
  (void)signal;
  ending = 1;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000ll + t.tv_nsec;
}

static int happens(double percent) {
  if (percent <= 0) return 0;
  dice ^= dice << 13;
  dice ^= dice >> 7;
  dice ^= dice << 17;
  return (double)(dice >> 11) * (100.0 / 9007199254740992.0) < percent;
}

static double spread(void) {
  dice ^= dice << 13;
  dice ^= dice >> 7;
  dice ^= dice << 17;
  return (double)(dice >> 11) * (2.0 / 9007199254740992.0) - 1;
}

static void run(const char *format, const char *ns, const char *ip, const char *peer) {
  char command[512];
  snprintf(command, sizeof command, format, ns, ip, peer, mtu);
  if (system(command) != 0) {
    fprintf(stderr, "failed: %s\n", command);
    exit(1);
  }
}

static int tun_in(const char *ns, const char *ip, const char *peer) {
  char place[128];
  snprintf(place, sizeof place, "/var/run/netns/%s", ns);
  int home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), there = open(place, O_RDONLY | O_CLOEXEC);
  if (there < 0 || setns(there, CLONE_NEWNET)) die(place);
  int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) die("/dev/net/tun");
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  strcpy(request.ifr_name, "sat0");
  if (ioctl(fd, TUNSETIFF, &request)) die("TUNSETIFF");
  if (setns(home, CLONE_NEWNET)) die("the way back");
  close(there);
  close(home);
  run("ip -n %s addr add %s peer %s dev sat0", ns, ip, peer);
  run("ip -n %1$s link set lo up", ns, ip, peer);
  run("ip -n %1$s link set sat0 mtu %4$d up", ns, ip, peer);
  return fd;
}

static void put(struct direction *way, const unsigned char *bytes, int length, int64_t t) {
  if (way->queued + length > queue_bytes) {
    way->dropped++;
    return;
  }
  way->free_at = (way->free_at > t ? way->free_at : t) + (rate > 0 ? (int64_t)(length * 8e6 / rate) : 0);
  int64_t due = way->free_at + (happens(reordering) ? 0 : (int64_t)((delay + spread() * jitter) * 1e6));
  struct packet *packet = malloc(sizeof *packet + (size_t)length), **place = &way->head;
  if (!packet) die("malloc");
  packet->due = due;
  packet->length = length;
  memcpy(packet->bytes, bytes, (size_t)length);
  while (*place && (*place)->due <= due) place = &(*place)->next;
  packet->next = *place;
  *place = packet;
  way->queued += length;
}

static void take_in(struct direction *way, int cut, int64_t t) {
  static unsigned char bytes[65536];
  for (int length; (length = (int)read(way->in, bytes, sizeof bytes)) > 0;) {
    way->bytes += length;
    way->packets++;
    if (burst_enter > 0) way->in_burst = way->in_burst ? !happens(burst_leave) : happens(burst_enter);
    if (cut || way->in_burst || happens(loss)) {
      way->lost++;
      continue;
    }
    put(way, bytes, length, t);
    if (happens(doubling)) {
      way->doubled++;
      put(way, bytes, length, t);
    }
  }
}

static void give_out(struct direction *way, int cut, int64_t t) {
  while (way->head && way->head->due <= t) {
    struct packet *packet = way->head;
    way->head = packet->next;
    way->queued -= packet->length;
    if (!cut && write(way->out, packet->bytes, (size_t)packet->length) < 0 && errno != EAGAIN) perror("tun");
    free(packet);
  }
}

static int is_cut(int64_t since, int64_t t) {
  if (outage) return 1;
  if (flap_down <= 0) return 0;
  double phase = (double)(t - since) / 1e9, round = flap_up + flap_down;
  return phase - (double)(long)(phase / round) * round >= flap_up;
}

static void carry(int a, int b) {
  int64_t since = now();
  while (!ending) {
    int64_t t = now(), next = t + 100000000;
    for (int i = 0; i < 2; i++)
      if (directions[i].head && directions[i].head->due < next) next = directions[i].head->due;
    int64_t wait = next > t ? next - t : 0;
    struct timespec pause = {wait / 1000000000, wait % 1000000000};
    struct pollfd fds[2] = {{a, POLLIN, 0}, {b, POLLIN, 0}};
    ppoll(fds, 2, &pause, NULL);
    t = now();
    int cut = is_cut(since, t);
    for (int i = 0; i < 2; i++) {
      take_in(&directions[i], cut, t);
      give_out(&directions[i], cut, t);
    }
  }
}

static void tell(FILE *out, const char *name, const struct direction *way) {
  fprintf(out, "%s bytes=%ld packets=%ld lost=%ld queue_drops=%ld dup=%ld\n", name, way->bytes, way->packets, way->lost,
          way->dropped, way->doubled);
}

static void set(const char *key, const char *value) {
  struct {
    const char *key;
    double *target;
  } plain[] = {{"delay", &delay}, {"jitter", &jitter}, {"loss", &loss},
               {"rate", &rate},   {"dup", &doubling},  {"reorder", &reordering}};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (!strcmp(key, plain[i].key)) {
      *plain[i].target = atof(value);
      return;
    }
  if (!strcmp(key, "burst"))
    sscanf(value, "%lf,%lf", &burst_enter, &burst_leave);
  else if (!strcmp(key, "flap"))
    sscanf(value, "%lf,%lf", &flap_up, &flap_down);
  else if (!strcmp(key, "queue"))
    queue_bytes = atol(value);
  else if (!strcmp(key, "mtu"))
    mtu = atoi(value);
  else if (!strcmp(key, "seed"))
    dice = strtoull(value, NULL, 10) * 2654435761u + 88172645463325252ull;
  else if (!strcmp(key, "stats"))
    stats = value;
  else {
    fprintf(stderr, "tunlink has no %s; see the header of tunlink.c\n", key);
    exit(2);
  }
}

int main(int count, char **words) {
  if (count < 5) {
    fprintf(stderr, "see the header of tunlink.c\n");
    return 2;
  }
  for (int i = 5; i < count; i++) {
    char *value = strchr(words[i], '=');
    if (!value) {
      fprintf(stderr, "not key=value: %s\n", words[i]);
      return 2;
    }
    *value++ = 0;
    set(words[i], value);
  }
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  struct sigaction action = {.sa_handler = toggle_outage};
  sigaction(SIGUSR1, &action, NULL);
  action.sa_handler = end;
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  int a = tun_in(words[1], words[2], words[4]), b = tun_in(words[3], words[4], words[2]);
  directions[0] = (struct direction){.in = a, .out = b};
  directions[1] = (struct direction){.in = b, .out = a};
  fprintf(stderr, "tunlink up\n");
  carry(a, b);
  FILE *out = stats ? fopen(stats, "w") : stderr;
  if (!out) die(stats);
  tell(out, "a_to_b", &directions[0]);
  tell(out, "b_to_a", &directions[1]);
  return 0;
}
