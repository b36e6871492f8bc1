import Foundation
package import RoadIngest
package import RoadModel
package import RoadStore

extension FileIntake {
    /// Takes in corrections of crash cards: a table with card, field, value, who and why.
    ///
    /// Each correction is stored beside the source's value and is a leaf of the ledger. Lines that
    /// name no card, no field or an impossible value go to the quarantine.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - who: Who made those that do not say it.
    ///   - why: Why, for those that do not say it.
    ///   - encoding: The table's text encoding.
    /// - Returns: The receipt.
    /// - Throws: `.columnMissing`, and what ``takeIn(_:as:_:)`` throws.
    package func addCorrections(
        _ path: String,
        who: String,
        why: String,
        encoding: TextEncoding = .utf8
    ) throws(IntakeError) -> Receipt {
        var record = ReadingRecord()
        (record.who, record.why) = (who.isEmpty ? nil : who, why.isEmpty ? nil : why)
        record.encoding = encoding == .utf8 ? nil : encoding.rawValue
        return try takeIn(path, as: .corrections, with: record) { copy, session in
            let table = try MappedFile(path: copy).withBytes { bytes throws(IntakeError) in
                try CorrectionReader.read(bytes, subject: path, encoding: encoding)
            }
            var rejects = table.rejects
            for line in table.lines {
                do throws(CorrectionFault) {
                    try Self.apply(line, who: who, why: why, session)
                } catch {
                    if let cause = error.cause { throw cause }
                    rejects.append(error.reject(at: line.place))
                }
            }
            try session.quarantine(rejects)
            return IntakeClosing(format: "Corrections CSV", notes: table.notes.map(\.text))
        }
    }

    private static func apply(
        _ line: CorrectionLine,
        who: String,
        why: String,
        _ session: IntakeSession
    ) throws(CorrectionFault) {
        let name = line.field
        guard let field = CorrectableField(written: name) else {
            throw CorrectionFault(
                .unknownCode,
                field: "field",
                found: name,
                expected: CorrectableField.names.joined(separator: ", ")
            )
        }
        let signed = (line.who.isEmpty ? who : line.who, line.why.isEmpty ? why : line.why)
        guard !signed.0.isEmpty else {
            throw CorrectionFault(
                .missingField,
                field: "who",
                found: "",
                expected: "who made the correction, in the column 'who' or with --who"
            )
        }
        guard !signed.1.isEmpty else {
            throw CorrectionFault(
                .missingField,
                field: "why",
                found: "",
                expected: "why, in the column 'why' or with --why"
            )
        }
        do throws(IntakeError) {
            guard
                let offset = try session.offsetSeconds(ofCard: line.card, source: line.source)
            else {
                throw IntakeError(.notFound, subject: "", detail: "", remedy: "")
            }
            guard let value = field.canonical(line.value, offsetSeconds: offset) else {
                throw IntakeError(.badArgument, subject: "", detail: "", remedy: "")
            }
            try session.add(
                Correction(
                    place: line.place,
                    source: line.source,
                    card: line.card,
                    field: field.rawValue,
                    value: value,
                    who: signed.0,
                    why: signed.1
                ),
                to: field
            )
        } catch {
            switch error.code {
            case .notFound:
                throw CorrectionFault(
                    .unknownRecord,
                    field: "card",
                    found: line.card,
                    expected: "the number of a card that was taken in"
                )
            case .badArgument:
                throw CorrectionFault(
                    .notANumber,
                    field: field.rawValue,
                    found: line.value,
                    expected: field.expectation
                )
            default: throw CorrectionFault(cause: error)
            }
        }
    }
}

/// Why a correction is not applied.
struct CorrectionFault: Error {
    var reason: RejectReason
    var field: String
    var found: String
    var expected: String
    /// What stopped the whole file.
    var cause: IntakeError?

    init(_ reason: RejectReason, field: String, found: String, expected: String) {
        (self.reason, self.field, self.found) = (reason, field, found)
        self.expected = expected
    }

    init(cause: IntakeError) {
        self.init(.unknownRecord, field: "", found: "", expected: "")
        self.cause = cause
    }

    func reject(at place: SourcePlace) -> Reject {
        Reject(
            place: place,
            reason: reason,
            field: field,
            found: safeForMessages(found),
            expected: expected
        )
    }
}

extension CorrectableField {
    /// The fields' names as people write them.
    package static var names: [String] {
        allCases.map { $0 == .time ? "time" : $0.rawValue }
    }

    /// The field of a name in any of its forms.
    init?(written name: String) {
        let key = HeaderMatch.key(name)
        let found = CrashField.allCases.first { field in
            ([field.rawValue] + field.synonyms).contains { HeaderMatch.key($0) == key }
        }
        switch found {
        case .latitude: self = .lat
        case .longitude: self = .lon
        case .time, .date: self = .time
        case .severity: self = .severity
        case .killed: self = .killed
        case .injured: self = .injured
        case .children: self = .children
        case .type: self = .type
        case .road: self = .road
        case .place, .street: self = .place
        case .heading: self = .heading
        case .accuracy: self = .accuracy
        case .conditions: self = .conditions
        case .register: self = .register
        default: return nil
        }
    }

    /// What a value must be, for messages.
    var expectation: String {
        switch self {
        case .lat: "degrees in [-90, 90]"
        case .lon: "degrees in [-180, 180]"
        case .time: "a time such as 2025-08-01T07:30:00+05:00"
        case .severity: "fatal, serious, slight or damage_only"
        case .killed, .injured, .children: "a whole number in [0, 999]"
        case .heading: "degrees in [0, 360)"
        case .accuracy: "metres above 0"
        case .register: "yes or no"
        case .type, .road, .place, .conditions: "a text"
        }
    }

    /// A value in the form in which it is stored; `nil` when it is impossible.
    ///
    /// An empty value takes away a place, a heading, a number of children or a text.
    func canonical(_ text: String, offsetSeconds: Int) -> String? {
        func number(_ range: ClosedRange<Double>) -> String? {
            guard let value = Double(text.replacing(",", with: ".")), range.contains(value) else {
                return nil
            }
            return "\(value)"
        }
        switch self {
        case .lat where !text.isEmpty: return number(-90...90)
        case .lon where !text.isEmpty: return number(-180...180)
        case .lat, .lon, .type, .road, .place, .conditions: return text
        case .heading: return text.isEmpty ? "" : number(0...360)
        case .accuracy: return number(0.01...100_000)
        case .killed, .injured:
            return Int(text).flatMap { (0...999).contains($0) ? "\($0)" : nil }
        case .children:
            return text.isEmpty ? "" : Int(text).flatMap { (0...999).contains($0) ? "\($0)" : nil }
        case .severity: return CrashSeverity(written: text)?.rawValue
        case .register:
            return CorrectionReader.flag(text).map { $0 ? "1" : "0" }
        case .time:
            let bytes = Array(text.utf8)
            guard let wall = ByteTime.parse(bytes.span, 0..<bytes.count, allowsSlashes: true)
            else { return nil }
            let offset = wall.offsetSeconds ?? offsetSeconds
            return "\(wall.timestamp(offsetSeconds: offset).microseconds)"
        }
    }
}
