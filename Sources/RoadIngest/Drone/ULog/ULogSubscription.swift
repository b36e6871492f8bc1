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
    /// Records so far, kept or not.
    var recordCount = 0
    /// Where each kept record begins in the file, after the message id.
    var starts: [Int] = []
    /// Copies of the first records of `starts`, where the log is read in one piece.
    var block: RecordBlockKernel?
    /// The number of records in `block`.
    var blockCount = 0
    /// Indices into `starts` of records whose time was far from the log's running time.
    var doubtful: [Int] = []

    /// The fewest bytes of a record, without padding at its end; -1 while the format is missing.
    var shortest = -1
    /// The most bytes of a record.
    var longest = -2
    /// Where the time stands in a record.
    var time = ULogTimeField()

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
        time = layout.time
    }

    /// Copies the records found since the last call.
    mutating func gather(_ bytes: RawSpan) {
        guard blockCount < starts.count else { return }
        let block = block ?? RecordBlockKernel()
        self.block = block
        block.append(bytes, starts: starts[blockCount...], stride: shortest)
        blockCount = starts.count
    }
}
