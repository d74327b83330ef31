#pragma once

#include <cstdint>
#include <vector>

#include "ZonePeers.h"

/// A peer: it visits the zones around each of a run of points.
struct Peer {
  std::vector<int32_t> longitudes;
  std::vector<int32_t> latitudes;

  virtual ~Peer() = default;

  /// Puts the points that were taken into the peer's own form.
  virtual void convert() {}
  virtual PeerAnswer query(int32_t first, int32_t count, bool converted) = 0;
  virtual int64_t collect(int32_t first, int32_t count, uint64_t *pairs, int64_t capacity) = 0;
};

/// What every peer does with what it finds; `Index::visit(first, count, converted, found)` calls
/// `found(point, zone)`.
template <class Index>
struct VisitingPeer : Peer {
  PeerAnswer query(int32_t first, int32_t count, bool converted) final {
    PeerAnswer answer = {0, 0};
    static_cast<Index *>(this)->visit(first, count, converted, [&](int32_t, int32_t zone) {
      answer.hits += 1;
      answer.slots += zone;
    });
    return answer;
  }

  int64_t collect(int32_t first, int32_t count, uint64_t *pairs, int64_t capacity) final {
    int64_t found = 0;
    static_cast<Index *>(this)->visit(first, count, false, [&](int32_t point, int32_t zone) {
      if (found < capacity) pairs[found] = uint64_t(point) << 32 | uint32_t(zone);
      found += 1;
    });
    return found;
  }
};

Peer *makeGEOS(PeerZones zones);
Peer *makeS2(PeerZones zones);
Peer *makeBoost(PeerZones zones);
