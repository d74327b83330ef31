// Other people's point-in-polygon indexes behind one small interface in C.
#ifndef ZONE_PEERS_H
#define ZONE_PEERS_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Zones of one ring each, in flat columns; they are read only while a peer is created.
typedef struct {
  /// Of every vertex, degrees × 10⁷; no ring repeats its first vertex.
  const int32_t *longitudes;
  const int32_t *latitudes;
  /// Where each ring begins; one more than there are zones.
  const int32_t *starts;
  int32_t count;
} PeerZones;

/// Points in flat columns, degrees × 10⁷.
typedef struct {
  const int32_t *longitudes;
  const int32_t *latitudes;
  int32_t count;
} PeerPoints;

/// What a peer found: the number of pairs of a point and a zone around it, and the zones' sum.
typedef struct {
  int64_t hits;
  int64_t slots;
} PeerAnswer;

typedef enum { PeerGEOS, PeerS2, PeerBoost } PeerKind;

typedef struct Peer Peer;

/// Builds a peer's index completely: nothing is left for the first question.
Peer *peer_create(PeerKind kind, PeerZones zones);
void peer_destroy(Peer *peer);

/// Takes the points to ask about; S2 keeps them in its own form as well.
void peer_take(Peer *peer, PeerPoints points);

/// Asks about a run of the points that were taken; the other way begins with S2's own form of points, and
/// uses the fastest of Boost's strategies instead of the default.
PeerAnswer peer_query(Peer *peer, int32_t first, int32_t count, bool otherWay);

/// Asks and writes down each pair as point << 32 | zone; at most `capacity` are written.
///
/// Returns the number of pairs that there are.
int64_t peer_collect(Peer *peer, int32_t first, int32_t count, uint64_t *pairs, int64_t capacity);

/// The number of rings that GEOS calls invalid, such as one that crosses itself.
int32_t peer_invalid_rings(PeerZones zones);

/// The bytes of the heap that are in use.
int64_t heap_bytes(void);

#ifdef __cplusplus
}
#endif

#endif
