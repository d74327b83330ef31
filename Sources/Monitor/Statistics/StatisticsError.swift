public import GeoCore

/// Why there are no figures.
public enum StatisticsError: ExplainedError, Hashable {
  /// The period ends before it begins, or when it begins.
  case emptyPeriod(Period)

  /// The period is longer than ``StatisticsReader/longestPeriod``.
  case tooLong(Period)

  /// The subject was not under supervision at any moment of the period.
  case notSupervised(SubjectID, Period)

  public var sentence: Sentence {
    switch self {
    case .emptyPeriod(let period):
      Sentence(
        "the period from \(utc(period.start)) to \(utc(period.end)) holds nothing; "
          + "give a --to that is later than --from",
        "统计期 \(utc(period.start)) 至 \(utc(period.end)) 为空；--to 必须晚于 --from"
      )
    case .tooLong(let period):
      Sentence(
        "the period from \(utc(period.start)) to \(utc(period.end)) is longer than a hundred years; "
          + "give a shorter one",
        "统计期 \(utc(period.start)) 至 \(utc(period.end)) 超过一百年；请缩短"
      )
    case .notSupervised(let subject, let period):
      Sentence(
        "subject \(subject) was not under supervision from \(utc(period.start)) to "
          + "\(utc(period.end)); give another period",
        "社区矫正对象 \(subject) 在 \(utc(period.start)) 至 \(utc(period.end)) 期间不在监管中；请换一个统计期"
      )
    }
  }
}
