/// What a pair of numbers is worth as a position.
internal enum FixStanding {
    /// A place on Earth.
    case place
    /// No numbers.
    case absent
    /// 0, 0: what devices write for "none".
    case zero
    /// Outside `[-90, 90]` or `[-180, 180]`.
    case impossible
}
