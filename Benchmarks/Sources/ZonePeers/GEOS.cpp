// GEOS: prepared polygons below an STR-tree, by the C API, in units of 10⁻⁷ degree.
//
// Version 3.11 asks with a geometry: points made beforehand were no faster than one made for each
// question.
#include <geos_c.h>

#include <vector>

#include "Peer.hpp"

namespace {

GEOSGeometry *polygon(GEOSContextHandle_t geos, PeerZones zones, int32_t zone) {
  int32_t first = zones.starts[zone];
  unsigned count = unsigned(zones.starts[zone + 1] - first);
  GEOSCoordSequence *ring = GEOSCoordSeq_create_r(geos, count + 1, 2);
  for (unsigned index = 0; index <= count; index++) {
    int32_t vertex = first + int32_t(index % count);
    GEOSCoordSeq_setXY_r(geos, ring, index, zones.longitudes[vertex], zones.latitudes[vertex]);
  }
  return GEOSGeom_createPolygon_r(geos, GEOSGeom_createLinearRing_r(geos, ring), nullptr, 0);
}

struct GEOSPeer final : VisitingPeer<GEOSPeer> {
  GEOSContextHandle_t geos = GEOS_init_r();
  GEOSSTRtree *tree;
  std::vector<GEOSGeometry *> polygons;
  std::vector<const GEOSPreparedGeometry *> prepared;

  explicit GEOSPeer(PeerZones zones) {
    tree = GEOSSTRtree_create_r(geos, 10);
    for (int32_t zone = 0; zone < zones.count; zone++) {
      polygons.push_back(polygon(geos, zones, zone));
      prepared.push_back(GEOSPrepare_r(geos, polygons.back()));
      GEOSSTRtree_insert_r(geos, tree, polygons.back(), reinterpret_cast<void *>(intptr_t(zone)));
    }
    // The tree and each polygon's edge index come to be at the first question.
    for (int32_t zone = 0; zone < zones.count; zone++) {
      int32_t vertex = zones.starts[zone];
      GEOSGeometry *point = make(zones.longitudes[vertex], zones.latitudes[vertex]);
      if (zone == 0) GEOSSTRtree_query_r(geos, tree, point, [](void *, void *) {}, nullptr);
      GEOSPreparedIntersects_r(geos, prepared[size_t(zone)], point);
      GEOSGeom_destroy_r(geos, point);
    }
  }

  ~GEOSPeer() override {
    GEOSSTRtree_destroy_r(geos, tree);
    for (auto shape : prepared) GEOSPreparedGeom_destroy_r(geos, shape);
    for (auto shape : polygons) GEOSGeom_destroy_r(geos, shape);
    GEOS_finish_r(geos);
  }

  GEOSGeometry *make(int32_t longitude, int32_t latitude) {
    return GEOSGeom_createPointFromXY_r(geos, longitude, latitude);
  }

  template <class Found>
  void visit(int32_t first, int32_t count, bool, Found found) {
    struct Question {
      GEOSPeer *peer;
      GEOSGeometry *point;
      int32_t index;
      Found *found;
    } question = {this, nullptr, 0, &found};
    auto ask = [](void *zone, void *context) {
      auto question = static_cast<Question *>(context);
      int32_t slot = int32_t(reinterpret_cast<intptr_t>(zone));
      GEOSPeer *peer = question->peer;
      if (GEOSPreparedIntersects_r(peer->geos, peer->prepared[size_t(slot)], question->point) == 1) {
        (*question->found)(question->index, slot);
      }
    };
    for (size_t index = size_t(first); index < size_t(first + count); index++) {
      question.index = int32_t(index);
      question.point = make(longitudes[index], latitudes[index]);
      GEOSSTRtree_query_r(geos, tree, question.point, ask, &question);
      GEOSGeom_destroy_r(geos, question.point);
    }
  }
};

}  // namespace

Peer *makeGEOS(PeerZones zones) { return new GEOSPeer(zones); }

int32_t peer_invalid_rings(PeerZones zones) {
  GEOSContextHandle_t geos = GEOS_init_r();
  int32_t invalid = 0;
  for (int32_t zone = 0; zone < zones.count; zone++) {
    GEOSGeometry *shape = polygon(geos, zones, zone);
    invalid += GEOSisValid_r(geos, shape) != 1;
    GEOSGeom_destroy_r(geos, shape);
  }
  GEOS_finish_r(geos);
  return invalid;
}
