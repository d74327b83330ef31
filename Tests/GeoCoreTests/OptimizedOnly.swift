import Testing

extension Trait where Self == ConditionTrait {
  /// For what holds of release builds alone: unoptimised generic code allocates where nobody wrote it.
  static var optimizedOnly: ConditionTrait {
    #if DEBUG
    .enabled(if: false, "run it with `swift test -c release -Xswiftc -enable-testing`")
    #else
    .enabled(if: true)
    #endif
  }
}
