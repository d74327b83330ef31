// S2: a shape index over loops with geodesic edges.
#include <s2/mutable_s2shape_index.h>
#include <s2/s2contains_point_query.h>
#include <s2/s2lax_polygon_shape.h>
#include <s2/s2latlng.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "Peer.hpp"

namespace {

S2Point point(int32_t longitude, int32_t latitude) {
  return S2LatLng::FromE7(latitude, longitude).ToPoint();
}

/// Twice the area in the plane, positive anticlockwise: S2 takes what lies to the left for inside.
double doubledArea(PeerZones zones, int32_t first, int32_t end) {
  double sum = 0;
  for (int32_t index = first, previous = end - 1; index < end; previous = index++) {
    sum += double(zones.longitudes[previous]) * zones.latitudes[index] -
           double(zones.longitudes[index]) * zones.latitudes[previous];
  }
  return sum;
}

struct S2Peer final : VisitingPeer<S2Peer> {
  MutableS2ShapeIndex index;
  std::unique_ptr<S2ContainsPointQuery<MutableS2ShapeIndex>> question;
  std::vector<S2Point> converted;

  explicit S2Peer(PeerZones zones) {
    std::vector<std::vector<S2Point>> loops(1);
    for (int32_t zone = 0; zone < zones.count; zone++) {
      int32_t first = zones.starts[zone], end = zones.starts[zone + 1];
      loops[0].clear();
      for (int32_t vertex = first; vertex < end; vertex++) {
        loops[0].push_back(point(zones.longitudes[vertex], zones.latitudes[vertex]));
      }
      if (doubledArea(zones, first, end) < 0) std::reverse(loops[0].begin(), loops[0].end());
      index.Add(std::make_unique<S2LaxPolygonShape>(loops));
    }
    index.ForceBuild();
    question = std::make_unique<S2ContainsPointQuery<MutableS2ShapeIndex>>(&index);
  }

  void convert() override {
    converted.clear();
    for (size_t index = 0; index < longitudes.size(); index++) {
      converted.push_back(point(longitudes[index], latitudes[index]));
    }
  }

  template <class Found>
  void visit(int32_t first, int32_t count, bool isConverted, Found found) {
    for (size_t index = size_t(first); index < size_t(first + count); index++) {
      S2Point place = isConverted ? converted[index] : point(longitudes[index], latitudes[index]);
      question->VisitContainingShapes(place, [&](S2Shape *shape) {
        found(int32_t(index), shape->id());
        return true;
      });
    }
  }
};

}  // namespace

Peer *makeS2(PeerZones zones) { return new S2Peer(zones); }
