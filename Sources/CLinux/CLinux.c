#pragma STDC FP_CONTRACT OFF
#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { CONTROL_SIZE = 64 };

struct fl_receiver {
  unsigned capacity;
  unsigned datagram_size;
  uint32_t drops;
  struct mmsghdr *messages;
  struct iovec *vectors;
  struct sockaddr_in6 *peers;
  uint8_t *controls;
  uint8_t *slab;
};

fl_receiver *fl_receiver_create(unsigned capacity, unsigned datagram_size) {
  fl_receiver *r = calloc(1, sizeof *r);
  if (!r) return NULL;
  r->capacity = capacity;
  r->datagram_size = datagram_size;
  r->messages = calloc(capacity, sizeof *r->messages);
  r->vectors = calloc(capacity, sizeof *r->vectors);
  r->peers = calloc(capacity, sizeof *r->peers);
  r->controls = calloc(capacity, CONTROL_SIZE);
  // One byte more than a datagram may have: a datagram that fills it is too long.
  r->slab = calloc(capacity, datagram_size + 1);
  if (!r->messages || !r->vectors || !r->peers || !r->controls || !r->slab) {
    fl_receiver_destroy(r);
    return NULL;
  }
  for (unsigned i = 0; i < capacity; i++) {
    r->vectors[i].iov_base = r->slab + (size_t)i * (datagram_size + 1);
    r->vectors[i].iov_len = datagram_size + 1;
    r->messages[i].msg_hdr.msg_iov = &r->vectors[i];
    r->messages[i].msg_hdr.msg_iovlen = 1;
    r->messages[i].msg_hdr.msg_name = &r->peers[i];
    r->messages[i].msg_hdr.msg_control = r->controls + (size_t)i * CONTROL_SIZE;
  }
  return r;
}

void fl_receiver_destroy(fl_receiver *r) {
  if (!r) return;
  free(r->messages);
  free(r->vectors);
  free(r->peers);
  free(r->controls);
  free(r->slab);
  free(r);
}

int fl_receiver_receive(fl_receiver *r, int socket) {
  for (unsigned i = 0; i < r->capacity; i++) {
    r->messages[i].msg_hdr.msg_namelen = sizeof r->peers[i];
    r->messages[i].msg_hdr.msg_controllen = CONTROL_SIZE;
  }
  int count = recvmmsg(socket, r->messages, r->capacity, MSG_WAITFORONE, NULL);
  if (count < 0) {
    int error = errno;
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR ? 0 : -error;
  }
  for (int i = 0; i < count; i++) {
    struct msghdr *header = &r->messages[i].msg_hdr;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c; c = CMSG_NXTHDR(header, c))
      if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SO_RXQ_OVFL)
        memcpy(&r->drops, CMSG_DATA(c), sizeof r->drops);
  }
  return count;
}

fl_datagram fl_receiver_datagram(const fl_receiver *r, unsigned index) {
  fl_datagram datagram = {
    .bytes = r->vectors[index].iov_base,
    .byte_count = r->messages[index].msg_len,
    .peer = index,
  };
  return datagram;
}

fl_address fl_receiver_peer(const fl_receiver *r, unsigned index) {
  fl_address address = {.byte_count = r->messages[index].msg_hdr.msg_namelen};
  if (address.byte_count > sizeof address.bytes) address.byte_count = sizeof address.bytes;
  memcpy(address.bytes, &r->peers[index], address.byte_count);
  return address;
}

uint32_t fl_receiver_drops(const fl_receiver *r) { return r->drops; }

// Resolves a numeric address and opens a socket for it: bound if `passive`, else connected.
static int open_socket(const char *host, uint16_t port, int passive, int timeout_ms) {
  char service[8];
  snprintf(service, sizeof service, "%u", port);
  struct addrinfo hints = {
    .ai_family = AF_UNSPEC,
    .ai_socktype = SOCK_DGRAM,
    .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | (passive ? AI_PASSIVE : 0),
  };
  struct addrinfo *found = NULL;
  if (getaddrinfo(host, service, &hints, &found) != 0 || !found) return -EINVAL;
  int fd = socket(found->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  int error = fd < 0 ? errno : 0;
  if (!error && (passive ? bind(fd, found->ai_addr, found->ai_addrlen)
                         : connect(fd, found->ai_addr, found->ai_addrlen)) < 0)
    error = errno;
  freeaddrinfo(found);
  struct timeval timeout = {.tv_sec = timeout_ms / 1000, .tv_usec = timeout_ms % 1000 * 1000};
  if (!error && setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout) < 0)
    error = errno;
  if (error) {
    if (fd >= 0) close(fd);
    return -error;
  }
  return fd;
}

int fl_open_socket(const char *host, uint16_t port, int buffer_bytes, int timeout_ms) {
  int fd = open_socket(host, port, 1, timeout_ms);
  if (fd < 0) return fd;
  int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_RXQ_OVFL, &on, sizeof on);
  // The forced size needs a privilege; without it the kernel's limit applies and is read back.
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer_bytes, sizeof buffer_bytes) < 0)
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &buffer_bytes, sizeof buffer_bytes);
  return fd;
}

int fl_connect_socket(const char *host, uint16_t port, int timeout_ms) {
  return open_socket(host, port, 0, timeout_ms);
}

int fl_receive_buffer(int socket) {
  int bytes = 0;
  socklen_t size = sizeof bytes;
  return getsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, &size) < 0 ? -errno : bytes;
}

int fl_bound_port(int socket) {
  struct sockaddr_in6 address;
  socklen_t size = sizeof address;
  if (getsockname(socket, (struct sockaddr *)&address, &size) < 0) return -errno;
  // The port stands at the same offset in sockaddr_in and sockaddr_in6.
  return ntohs(address.sin6_port);
}

int fl_send(int socket, const uint8_t *bytes, size_t byte_count, const fl_address *peer) {
  const struct sockaddr *address = peer ? (const struct sockaddr *)peer->bytes : NULL;
  socklen_t size = peer ? peer->byte_count : 0;
  return sendto(socket, bytes, byte_count, MSG_DONTWAIT, address, size) < 0 ? -errno : 0;
}

void fl_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

int fl_event_create(void) {
  int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return fd < 0 ? -errno : fd;
}

void fl_event_signal(int event) {
  uint64_t one = 1;
  // Fails only when the counter is full, and then the waiter is woken already.
  ssize_t written = write(event, &one, sizeof one);
  (void)written;
}

void fl_event_wait(int event, int timeout_ms) {
  struct pollfd waited = {.fd = event, .events = POLLIN};
  if (poll(&waited, 1, timeout_ms) <= 0) return;
  uint64_t count;
  ssize_t got = read(event, &count, sizeof count);
  (void)got;
}
