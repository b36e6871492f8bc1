/// One `when` of a track.
internal struct KMLWhen {
    /// What it says; `none` when it is empty, broken or a date alone.
    var time: TrackTime
    /// The bytes it was read from.
    var range: Range<Int>
    /// Whether it holds something else than a time.
    var isBroken = false

    /// An empty one.
    init(emptyAt range: Range<Int>) { (time, self.range) = (.none, range) }

    /// Reads a text.
    init(_ bytes: Span<UInt8>, _ text: Range<Int>) {
        range = text
        let trimmed = XMLText.trimmed(bytes, text)
        let wall = ByteTime.parse(bytes, trimmed)
        time = wall.map { $0.hasTime ? TrackTime($0) : .none } ?? .none
        isBroken = wall == nil && !trimmed.isEmpty
    }
}
