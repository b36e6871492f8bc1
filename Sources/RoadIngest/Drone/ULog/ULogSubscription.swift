/// A topic instance while its records are being found.
struct ULogSubscription {
    /// The topic.
    let name: String
    /// The instance.
    let multiID: UInt8
    /// The number in its records.
    let messageID: UInt16
    /// Where the fields stand; `nil` while the format is missing.
    var layout: ULogLayout?
    /// Whether the records are kept, or only counted.
    let isWanted: Bool
    /// Where each kept record begins in the file, after the message id.
    var starts: [Int] = []
    /// Indices into `starts` of records whose time was far from the log's running time.
    var doubtful: [Int] = []

    /// The fewest bytes of a record, without padding at its end; -1 while the format is missing.
    var shortest = -1
    /// The most bytes of a record.
    var longest = -2

    init(name: String, multiID: UInt8, messageID: UInt16, layout: ULogLayout?, isWanted: Bool) {
        (self.name, self.multiID, self.messageID) = (name, multiID, messageID)
        self.isWanted = isWanted
        adopt(layout)
    }

    /// Forgets the first `count` records.
    mutating func forget(_ count: Int) {
        if count == starts.count {
            starts = []
        } else {
            starts.removeFirst(count)
        }
        doubtful = doubtful.filter { $0 >= count }.map { $0 - count }
    }

    /// Takes over the layout once it is known.
    mutating func adopt(_ layout: ULogLayout?) {
        self.layout = layout
        guard let layout else { return }
        (shortest, longest) = (layout.unpaddedByteCount, layout.byteCount)
    }
}
