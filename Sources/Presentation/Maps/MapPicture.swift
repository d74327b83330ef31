public import GeoCore

/// A map for print: zones, tracks and alerts as one self-contained SVG.
///
/// The plane is equirectangular about the middle latitude, so that a kilometre is a kilometre there
/// in both directions; at the upper and lower edge of a map of 200 km an eastward length is off by
/// about 1 % at 30° of latitude. Whatever colour says is said by thickness, dashes or hatching as well.
///
/// The map shows the body of the tracks. What lies far off it, such as a receiver's jump to another
/// continent, makes the rest no smaller: it is marked at the frame, with its distance.
public struct MapPicture: Sendable {
  /// A zone to draw.
  public struct ZoneShape: Sendable {
    /// Its name, written on the map.
    public var name: String
    /// Whether being inside is asked for or forbidden.
    public var role: Zone.Role
    /// Its ground.
    public var area: Area

    /// Creates a shape.
    public init(name: String, role: Zone.Role, area: Area) {
      self.name = name
      self.role = role
      self.area = area
    }

    /// Creates the shape of a zone.
    public init(_ zone: Zone) {
      self.init(name: zone.name, role: zone.role, area: zone.area)
    }
  }

  /// A way that somebody took.
  public struct Track: Sendable {
    /// One place on the way.
    public struct Point: Sendable {
      /// Where.
      public var coordinate: Coordinate
      /// When.
      public var time: Instant
      /// Whether that was inside what is permitted.
      public var state: Presence.State
      /// Whether it was in a prohibited zone then, or out of a curfew's.
      public var isBreach = false

      /// Creates a place on the way.
      public init(_ coordinate: Coordinate, _ time: Instant, _ state: Presence.State) {
        self.coordinate = coordinate
        self.time = time
        self.state = state
      }
    }

    /// Whose track it is, written at its end; may be empty.
    public var name: String
    /// The places, in order of time.
    public var points: [Point]
    /// The places that nobody believes, in order of time.
    public var setAside: [Point]

    /// Creates a track.
    public init(name: String = "", points: [Point], setAside: [Point] = []) {
      self.name = name
      self.points = points
      self.setAside = setAside
    }

    /// Marks the places where the subject was while an alert about a prohibited zone or a curfew went
    /// on: what is permitted otherwise says nothing of these.
    ///
    /// - Parameter alerts: alerts of the track's subject.
    public mutating func markBreaches(by alerts: some Sequence<AlertRecord>) {
      for alert in alerts where [.prohibitedZone, .curfew].contains(alert.key.kind) {
        guard alert.withdrawnAt == nil else { continue }
        let period = Period(start: alert.key.began, end: alert.ended ?? .distantFuture)
        for index in points.indices where period.contains(points[index].time) {
          points[index].isBreach = true
        }
      }
    }
  }

  /// An alert, drawn as a numbered marker and listed beside the map.
  public struct Alert: Sendable {
    /// The alert's short name.
    public var name: String
    /// What it is about.
    public var kind: AlertKind
    /// Whom it is about.
    public var subject: String
    /// When it began.
    public var time: Instant
    /// How it went on.
    public var ending: Ending
    /// How far on the wrong side of an edge it was raised; `nil` where the kind has no edge.
    public var outsideBy: Meters?
    /// Where; without a place it is listed only.
    public var coordinate: Coordinate?

    /// How an alert went on.
    public enum Ending: Hashable, Sendable {
      /// Its cause goes on.
      case goesOn
      /// Its cause was over then.
      case ended(Instant)
      /// It turned out never to have been.
      case withdrawn
    }

    /// Creates an alert.
    public init(
      name: String,
      kind: AlertKind,
      subject: String,
      time: Instant,
      ending: Ending = .goesOn,
      outsideBy: Meters? = nil,
      coordinate: Coordinate?
    ) {
      self.name = name
      self.kind = kind
      self.subject = subject
      self.time = time
      self.ending = ending
      self.outsideBy = outsideBy
      self.coordinate = coordinate
    }

    /// Creates the marker of an alert, at the position where it was raised.
    public init(_ alert: AlertRecord, subject: String) {
      self.init(
        name: alert.name,
        kind: alert.key.kind,
        subject: subject,
        time: alert.key.began,
        ending: alert.withdrawnAt == nil ? alert.ended.map(Ending.ended) ?? .goesOn : .withdrawn,
        outsideBy: alert.outsideBy,
        coordinate: alert.position?.coordinate
      )
    }
  }

  /// What stands above the map.
  public var title: String
  /// The zones.
  public var zones: [ZoneShape]
  /// The tracks.
  public var tracks: [Track]
  /// The alerts; the first has number 1.
  public var alerts: [Alert]
  /// A longer time between two fixes is a gap: the way is not known, and drawn dashed.
  public var greatestGap: Milliseconds

  /// Creates a map; without a `greatestGap` it is ``usualGap(of:)``.
  public init(
    title: String,
    zones: [ZoneShape] = [],
    tracks: [Track] = [],
    alerts: [Alert] = [],
    greatestGap: Milliseconds? = nil
  ) {
    self.title = title
    self.zones = zones
    self.tracks = tracks
    self.alerts = alerts
    self.greatestGap = greatestGap ?? Self.usualGap(of: tracks)
  }

  /// Twenty times the usual time between two fixes, in whole minutes, from 2 to 30.
  ///
  /// Of a car that reports every second 50 s are a gap; of a phone that reports every quarter of an
  /// hour, two missed reports are.
  public static func usualGap(of tracks: [Track]) -> Milliseconds {
    let steps = tracks.flatMap { track in
      zip(track.points, track.points.dropFirst()).map { ($1.time - $0.time).count }
    }
    guard !steps.isEmpty else { return .minutes(30) }
    // Clocks can be ages apart: what is beyond half an hour is cut off first.
    let median = min(max(steps.sorted()[steps.count / 2], 0), 90_000)
    return .minutes(max((median * 20 + 59_999) / 60_000, 2))
  }
}

extension MapPicture {
  /// The picture, on A4 landscape; taller where the list of alerts asks for it.
  ///
  /// - Complexity: O(vertices + points), and O(*n*²) in the number of alerts and labels.
  public func svg(in language: Language, table: TimeZoneTable) -> String {
    var page = MapPage(picture: self, language: language, table: table)
    return page.drawn()
  }
}
