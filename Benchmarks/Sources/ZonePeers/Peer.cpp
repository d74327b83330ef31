#include "Peer.hpp"

#include <malloc.h>

Peer *peer_create(PeerKind kind, PeerZones zones) {
  switch (kind) {
    case PeerGEOS: return makeGEOS(zones);
    case PeerS2: return makeS2(zones);
    case PeerBoost: return makeBoost(zones);
  }
  return nullptr;
}

void peer_destroy(Peer *peer) { delete peer; }

void peer_take(Peer *peer, PeerPoints points) {
  peer->longitudes.assign(points.longitudes, points.longitudes + points.count);
  peer->latitudes.assign(points.latitudes, points.latitudes + points.count);
  peer->convert();
}

PeerAnswer peer_query(Peer *peer, int32_t first, int32_t count, bool converted) {
  return peer->query(first, count, converted);
}

int64_t peer_collect(Peer *peer, int32_t first, int32_t count, uint64_t *pairs, int64_t capacity) {
  return peer->collect(first, count, pairs, capacity);
}

int64_t heap_bytes(void) {
  struct mallinfo2 heap = mallinfo2();
  return int64_t(heap.uordblks + heap.hblkhd);
}
