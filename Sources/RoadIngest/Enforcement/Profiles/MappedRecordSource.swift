import RoadModel

/// The records of a file of any format, one after another in the shape of `RecordCanoniser`.
struct MappedRecordSource {
    /// What a call to `next` found.
    enum Step {
        case record
        case fault(RowFault, SourcePlace)
        case end
    }

    // Exactly one of these is there. They stand apart, and not in an enumeration, because a
    // payload taken out and put back would copy its buffers with every record.
    private var table: TextTableSource?
    private var json: JSONRecordSource?
    private var xml: XMLRecordSource?
    private var dahua: DahuaEventSource?
    private var fieldCount = 0
    private let canoniser: RecordCanoniser
    /// A longer object is no record: reading it would take memory without bound.
    private static let longestObject = 1 << 22
    private var raw: [UInt8] = []
    private var rawFields = FieldRanges()
    /// What was passed over as no record, with how often.
    private(set) var passedOver: [String: Int] = [:]
    /// A note on the header's columns.
    private(set) var notes: [IntakeNote] = []
    /// The format's name on receipts.
    let formatName: String

    /// Whether the file has a column of photos; of JSON and XML nothing can be said.
    var statesPhotos: Bool { table != nil && canoniser.has(.photos) }

    /// What each column is called in the file.
    var names: [String] { canoniser.names }

    init(
        _ bytes: Span<UInt8>,
        profile: RecordProfile,
        format: RecordProfile.Format,
        demand: PassageDemand,
        subject: String
    ) throws(IntakeError) {
        switch format {
        case .table, .sheet:
            let opening = try ForeignTableOpening(
                bytes,
                profile: profile,
                demand: demand,
                subject: subject
            )
            canoniser = opening.canoniser
            notes = opening.notes
            (table, fieldCount) = (opening.source, opening.fieldCount)
            formatName = "Table (\(profile.name), \(opening.encoding.rawValue))"
        case .json, .jsonLines:
            canoniser = RecordCanoniser(profile)
            let path = (profile.record ?? "").split(separator: ".").map(String.init)
            json = JSONRecordSource(bytes, format == .jsonLines ? .lines : .list(path: path))
            formatName = format == .json ? "JSON (\(profile.name))" : "JSON lines (\(profile.name))"
        case .xml:
            canoniser = RecordCanoniser(profile)
            guard
                let record = profile.record
                    ?? XMLRecordSource.likelyRecord(bytes, profile.specs(demand))
            else {
                throw IntakeError(
                    .formatUnknown,
                    subject: subject,
                    detail: "The XML holds no element that could be a record.",
                    remedy: "Name the element of one record in the profile: record = \"Event\"."
                )
            }
            xml = XMLRecordSource(bytes, record: record)
            formatName = "XML <\(record)> (\(profile.name))"
        case .isapi:
            canoniser = RecordCanoniser(profile)
            xml = XMLRecordSource(bytes, record: profile.record ?? "EventNotificationAlert")
            formatName = "Hikvision ISAPI"
        case .dahua:
            canoniser = RecordCanoniser(profile)
            dahua = DahuaEventSource(bytes)
            formatName = "Dahua event stream"
        }
    }

    /// The byte at which the next record is looked for.
    var byteOffset: Int {
        table?.byteOffset ?? json?.index ?? xml?.index ?? dahua?.index ?? 0
    }

    /// Brings the next record into `target` and `fields`.
    mutating func next(
        _ bytes: Span<UInt8>,
        into target: inout [UInt8],
        _ fields: inout FieldRanges
    ) -> Step {
        if table != nil { return nextRow(bytes, into: &target, &fields) }
        if json != nil { return nextObject(bytes, into: &target, &fields) }
        if xml != nil { return take(xml?.next(bytes), to: &target, &fields) }
        return take(dahua?.next(bytes), to: &target, &fields)
    }

    private mutating func nextRow(
        _ bytes: Span<UInt8>,
        into target: inout [UInt8],
        _ fields: inout FieldRanges
    ) -> Step {
        guard table?.next(bytes, into: &raw, &rawFields) == true else { return .end }
        if rawFields.count != fieldCount, !rawFields.isUnterminated {
            return .fault(
                RowFault(
                    reason: .fieldCount,
                    expected: "\(fieldCount) fields as in the header",
                    found: "\(rawFields.count) fields"
                ),
                rawFields.place
            )
        }
        canoniser.write(raw.span, rawFields, to: &target, &fields)
        return .record
    }

    private mutating func nextObject(
        _ bytes: Span<UInt8>,
        into target: inout [UInt8],
        _ fields: inout FieldRanges
    ) -> Step {
        guard let (place, range) = json?.next(bytes) else { return .end }
        guard range.count <= Self.longestObject,
            let value = JSONParser.value(bytes, in: range), case .object = value
        else {
            return .fault(Self.fault(range), place)
        }
        var tree = RecordTree()
        tree.add(value)
        canoniser.write(tree, at: place, to: &target, &fields)
        return .record
    }

    private mutating func take(
        _ step: (place: SourcePlace, record: TreeRecord)?,
        to target: inout [UInt8],
        _ fields: inout FieldRanges
    ) -> Step {
        guard let step else { return .end }
        switch step.record {
        case .fault(let fault): return .fault(fault, step.place)
        case .passedOver(let what):
            passedOver[what, default: 0] += 1
            return .fault(
                RowFault(
                    reason: .unknownCode,
                    column: .eventType,
                    expected: "a traffic event",
                    found: what
                ),
                step.place
            )
        case .tree(let tree):
            canoniser.write(tree, at: step.place, to: &target, &fields)
            return .record
        }
    }

    private static func fault(_ range: Range<Int>) -> RowFault {
        range.isEmpty
            ? RowFault(
                reason: .truncatedRecord,
                expected: "the closing brace of the object",
                found: "the end of the file"
            )
            : RowFault(
                reason: .malformedRecord,
                expected: "a JSON object in UTF-8",
                found: "\(range.count) bytes that are none"
            )
    }
}
