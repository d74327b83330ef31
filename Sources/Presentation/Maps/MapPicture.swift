public import GeoCore

/// A map for print: zones, tracks and alerts as one self-contained SVG.
///
/// The plane is equirectangular about the middle latitude, so that a kilometre is a kilometre there
/// in both directions; at the upper and lower edge of a map of 200 km an eastward length is off by
/// about 1 % at 30° of latitude. Whatever colour says is said by thickness, dashes or hatching as well.
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

    /// Creates a track.
    public init(name: String = "", points: [Point]) {
      self.name = name
      self.points = points
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
    /// Where; without a place it is listed only.
    public var coordinate: Coordinate?

    /// Creates an alert.
    public init(
      name: String,
      kind: AlertKind,
      subject: String,
      time: Instant,
      coordinate: Coordinate?
    ) {
      self.name = name
      self.kind = kind
      self.subject = subject
      self.time = time
      self.coordinate = coordinate
    }

    /// Creates the marker of an alert, at the position where it was raised.
    public init(_ alert: AlertRecord, subject: String) {
      self.init(
        name: alert.name,
        kind: alert.key.kind,
        subject: subject,
        time: alert.key.began,
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

  /// Creates a map.
  public init(
    title: String,
    zones: [ZoneShape] = [],
    tracks: [Track] = [],
    alerts: [Alert] = [],
    greatestGap: Milliseconds = .minutes(30)
  ) {
    self.title = title
    self.zones = zones
    self.tracks = tracks
    self.alerts = alerts
    self.greatestGap = greatestGap
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
