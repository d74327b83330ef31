/// What was accepted before the present input: where an evaluator reads again what it does not keep.
///
/// Nothing per fix stays in an evaluator. A late fix makes one subject's course be judged anew, from the
/// newest checkpoint before the fix and the fixes since; both come from here.
public protocol Past: Sendable {
  /// The fixes of a device in a period that earlier inputs brought, in any order, each once or more.
  func fixes(of device: DeviceNumber, in period: Period) -> [Fix]

  /// The newest checkpoint of a subject that is not after an instant; `nil` where there is none.
  func checkpoint(of subject: SubjectID, notAfter instant: Instant) -> Checkpoint?

  /// Takes over what an input brought and the checkpoints that followed, so that later ones find it.
  mutating func take(over input: Input, _ checkpoints: ArraySlice<Checkpoint>)
}

/// A subject's course before the first event of a stretch of time: where it can be judged anew from.
///
/// Stretches are six hours long and begin at another time of day for each subject, so that not all
/// checkpoints are written at once.
public struct Checkpoint: Hashable, Sendable {
  /// Whose course it is.
  public var subject: SubjectID

  /// When the stretch begins: nothing at or after this instant is in the course.
  public var at: Instant

  /// The course, as bytes.
  public var course: [UInt8]

  /// Where the late window began when it was made: of the checkpoints not after this, one is needed.
  public var oldestNeeded: Instant

  /// Creates a checkpoint.
  ///
  /// - Parameters:
  ///   - subject: whose course it is.
  ///   - at: when the stretch begins.
  ///   - course: the course, as bytes.
  ///   - oldestNeeded: where the late window began when it was made.
  public init(
    subject: SubjectID,
    at: Instant,
    course: [UInt8],
    oldestNeeded: Instant = .distantPast
  ) {
    self.subject = subject
    self.at = at
    self.course = course
    self.oldestNeeded = oldestNeeded
  }

  /// The length of a stretch.
  public static let stretch = Milliseconds.hours(6)

  /// When the stretches of a subject begin, after midnight UTC and its multiples of six hours.
  static func phase(of subject: SubjectID) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in subject.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int64(hash % UInt64(stretch.count))
  }
}
