#pragma once
// The system calls of Linux that Swift's Glibc module does not show.

#include <stddef.h>
#include <stdint.h>

// A fixed set of receive buffers for one socket.
typedef struct fl_receiver fl_receiver;

// One datagram of the last burst. `bytes` stays valid until the next burst.
typedef struct {
  const uint8_t *bytes;
  uint32_t byte_count;
  uint32_t peer;  // index to pass to fl_receiver_peer
} fl_datagram;

// The address that a datagram came from; wide enough for IPv4 and IPv6.
typedef struct {
  uint8_t bytes[28];
  uint32_t byte_count;
} fl_address;

// Allocates buffers for `capacity` datagrams of up to `datagram_size` bytes; NULL if out of memory.
fl_receiver *fl_receiver_create(unsigned capacity, unsigned datagram_size);
void fl_receiver_destroy(fl_receiver *receiver);

// Receives up to `capacity` datagrams: waits for the first, takes the rest as they are.
// Returns their number, 0 when the socket's receive timeout passed, or -errno.
// A datagram longer than the buffers is given the length datagram_size + 1.
int fl_receiver_receive(fl_receiver *receiver, int socket);

// The datagram at `index` of the last burst.
fl_datagram fl_receiver_datagram(const fl_receiver *receiver, unsigned index);

// Where the datagram at `index` of the last burst came from.
fl_address fl_receiver_peer(const fl_receiver *receiver, unsigned index);

// The datagrams that the kernel dropped at this socket so far (SO_RXQ_OVFL).
uint32_t fl_receiver_drops(const fl_receiver *receiver);

// Opens a UDP socket bound to a numeric host and a port: the socket, or -errno.
// Asks for `buffer_bytes` of receive buffer and a receive timeout of `timeout_ms`.
int fl_open_socket(const char *host, uint16_t port, int buffer_bytes, int timeout_ms);

// Opens a UDP socket connected to a numeric host and a port: the socket, or -errno.
int fl_connect_socket(const char *host, uint16_t port, int timeout_ms);

// The receive buffer that the kernel really gave, in bytes, or -errno.
int fl_receive_buffer(int socket);

// The port that a socket is bound to, or -errno.
int fl_bound_port(int socket);

// Sends one datagram to an address: 0 or -errno.
int fl_send(int socket, const uint8_t *bytes, size_t byte_count, const fl_address *peer);

// Names the calling thread; at most 15 bytes.
void fl_name_thread(const char *name);

// An event counter to wait on (eventfd), or -errno.
int fl_event_create(void);
void fl_event_signal(int event);

// Waits until the event was signalled and clears it, or until `timeout_ms` passed.
void fl_event_wait(int event, int timeout_ms);
