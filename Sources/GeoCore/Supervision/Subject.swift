/// A person who serves a sentence in the community and whose place is supervised (社区矫正对象).
public struct Subject: Hashable, Sendable {
  /// The file number by which the office knows the subject.
  public var id: SubjectID

  /// The name, for operators' screens only.
  public var name: String

  /// The judicial office that the subject belongs to.
  public var jurisdiction: JurisdictionID

  /// The supervision grade.
  public var grade: GradeID

  /// Whether the subject is of a watch category (重点对象).
  public var isKeySubject: Bool

  /// Creates a subject.
  public init(
    id: SubjectID,
    name: String,
    jurisdiction: JurisdictionID,
    grade: GradeID,
    isKeySubject: Bool = false
  ) {
    self.id = id
    self.name = name
    self.jurisdiction = jurisdiction
    self.grade = grade
    self.isKeySubject = isKeySubject
  }
}

/// A node of the tree of province, city, county and judicial office (辖区).
public struct Jurisdiction: Hashable, Sendable {
  /// How high the jurisdiction stands, and who may approve what.
  public enum Level: String, CaseIterable, Sendable, Comparable {
    /// 省
    case province
    /// 市
    case city
    /// 县
    case county
    /// 司法所
    case office

    /// How high the level stands; the province stands highest.
    private var height: Int {
      switch self {
      case .province: 3
      case .city: 2
      case .county: 1
      case .office: 0
      }
    }

    public static func < (a: Level, b: Level) -> Bool { a.height < b.height }
  }

  /// The jurisdiction's identifier, for example its administrative code.
  public var id: JurisdictionID

  /// What operators call it.
  public var name: String

  /// How high it stands.
  public var level: Level

  /// The jurisdiction above; `nil` at a root.
  public var parent: JurisdictionID?

  /// Creates a jurisdiction.
  public init(id: JurisdictionID, name: String, level: Level, parent: JurisdictionID?) {
    self.id = id
    self.name = name
    self.level = level
    self.parent = parent
  }
}

/// A policy: how often a device reports, and how long what is tolerated (分级处遇).
public struct Grade: Hashable, Sendable {
  /// The grade's identifier: `strict`, `standard`, `lenient`, or an office's own.
  public var id: GradeID

  /// How often a device must report.
  public var reportEvery: Milliseconds

  /// After how long without a report the subject is `silent`.
  public var silentAfter: Milliseconds

  /// After how long without a report the silence has worsened to an escape from supervision.
  public var escapeAfter: Milliseconds

  /// How long after a leave's end the subject may still be on the way back.
  public var leaveGrace: Milliseconds

  /// How long after the return the subject has to report back, if that is later than the grace.
  public var reportBackWithin: Milliseconds

  /// Creates a grade.
  public init(
    id: GradeID,
    reportEvery: Milliseconds,
    silentAfter: Milliseconds,
    escapeAfter: Milliseconds,
    leaveGrace: Milliseconds = .minutes(30),
    reportBackWithin: Milliseconds = .hours(24)
  ) {
    self.id = id
    self.reportEvery = reportEvery
    self.silentAfter = silentAfter
    self.escapeAfter = escapeAfter
    self.leaveGrace = leaveGrace
    self.reportBackWithin = reportBackWithin
  }

  /// The grades that a new store starts with: 严管, 普管, 宽管.
  public static let defaults = [
    Grade(
      id: "strict",
      reportEvery: .minutes(5),
      silentAfter: .minutes(30),
      escapeAfter: .hours(6)
    ),
    Grade(
      id: "standard",
      reportEvery: .minutes(15),
      silentAfter: .hours(2),
      escapeAfter: .hours(24)
    ),
    Grade(
      id: "lenient",
      reportEvery: .minutes(30),
      silentAfter: .hours(12),
      escapeAfter: .hours(48)
    ),
  ]
}
