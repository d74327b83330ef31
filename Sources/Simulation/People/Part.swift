import GeoCore

/// What a subject does on the evening.
enum Part: CaseIterable {
  /// Drives 6 km out of the county without leave, and comes back.
  case absconder
  /// Is in the city when the leave ends, the phone switched off.
  case overstayer
  /// Came back from a leave the evening before and has not said so.
  case unreported
  /// Drives into the airport without a permit.
  case airportIntruder
  /// Drives into the airport with one.
  case airportVisitor
  /// The wristband falls silent.
  case silenced
  /// Comes home ten minutes after the curfew began.
  case lateHome
  /// Is home long before the curfew.
  case earlyHome
  /// Lives 40 m from the county's edge, with a wristband.
  case edgeWristband
  /// Lives 40 m from the county's edge, with a phone.
  case edgePhone
  /// Is in the city on a leave that goes on.
  case onLeave
  /// Comes back from a leave before it ends.
  case earlyReturner
  /// Carries a wristband and a phone.
  case bothDevices
  /// Walks through the school after it has closed.
  case schoolWalker
  /// Turns back 600 m before the county's edge.
  case nearEdge
  /// Has one fix 300 km away.
  case teleported
  /// Has cell fixes now and then.
  case cellBound
  /// At home, and on an errand or two.
  case ordinary

  /// Whether the tale hangs on the reports: none of them is lost or coarse.
  var isCertain: Bool {
    switch self {
    case .absconder, .overstayer, .unreported, .airportIntruder, .airportVisitor, .silenced,
      .lateHome, .earlyReturner, .onLeave:
      true
    default: false
    }
  }
}

/// What is given to each subject before anything is drawn.
struct Casting {
  var part: Part
  var grade: GradeID
  var devices: [DeviceAssignment.Kind]
  var isKey = false

  /// The forty subjects.
  static let all: [Casting] =
    [
      Casting(part: .absconder, grade: "strict", devices: [.wristband], isKey: true),
      Casting(part: .overstayer, grade: "standard", devices: [.phone]),
      Casting(part: .unreported, grade: "lenient", devices: [.phone]),
      Casting(part: .airportIntruder, grade: "strict", devices: [.wristband]),
      Casting(part: .airportVisitor, grade: "standard", devices: [.phone]),
      Casting(part: .silenced, grade: "strict", devices: [.wristband], isKey: true),
      Casting(part: .lateHome, grade: "strict", devices: [.phone]),
      Casting(part: .earlyHome, grade: "strict", devices: [.wristband], isKey: true),
      Casting(part: .edgeWristband, grade: "strict", devices: [.wristband]),
      Casting(part: .edgePhone, grade: "standard", devices: [.phone]),
      Casting(part: .onLeave, grade: "standard", devices: [.phone]),
      Casting(part: .earlyReturner, grade: "lenient", devices: [.phone]),
      Casting(part: .bothDevices, grade: "strict", devices: [.wristband, .phone], isKey: true),
      Casting(part: .bothDevices, grade: "strict", devices: [.wristband, .phone]),
      Casting(part: .schoolWalker, grade: "strict", devices: [.wristband]),
      Casting(part: .nearEdge, grade: "strict", devices: [.wristband]),
      Casting(part: .teleported, grade: "standard", devices: [.phone]),
      Casting(part: .cellBound, grade: "standard", devices: [.phone]),
    ]
    + Array(repeating: Casting(part: .ordinary, grade: "strict", devices: [.phone]), count: 3)
    + Array(repeating: Casting(part: .ordinary, grade: "standard", devices: [.phone]), count: 13)
    + Array(repeating: Casting(part: .ordinary, grade: "lenient", devices: [.phone]), count: 6)
}

/// A subject of the evening, with the truth about it.
struct Person {
  var subject: Subject
  var supervisedSince: Int
  var part: Part
  var devices: [DeviceAssignment]
  var itinerary: Itinerary

  /// How often the main device gives a position in the evening, in seconds.
  var interval: Int {
    if devices[0].kind == .wristband { return 60 }
    return Self.phoneInterval(grade)
  }

  /// The grade as a new store has it.
  var grade: Grade {
    guard let grade = Grade.defaults.first(where: { $0.id == subject.grade }) else {
      preconditionFailure("the cast has grades that every store has")
    }
    return grade
  }

  /// How often a phone gives a position, in seconds: as the grade asks.
  static func phoneInterval(_ grade: Grade) -> Int { Int(grade.reportEvery.seconds) }
}
