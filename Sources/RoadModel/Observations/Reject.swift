/// Where in a received file something stands.
package struct SourcePlace: Hashable, Sendable, Codable {
    /// The line, from 1, or `nil` in a binary file.
    package var line: Int?
    /// The byte offset of the record's first byte, from 0.
    package var byteOffset: Int

    /// Wraps a line and a byte offset.
    package init(line: Int? = nil, byteOffset: Int) {
        (self.line, self.byteOffset) = (line, byteOffset)
    }
}

/// Why a record was not accepted; the raw value is the stable code that users see.
package enum RejectReason: String, Sendable, Codable, CaseIterable {
    /// The row has fewer or more fields than the header.
    case fieldCount = "row.field_count"
    /// A quoted field never ends.
    case unterminatedQuote = "row.unterminated_quote"
    /// A mandatory field is empty.
    case missingField = "row.missing_field"
    /// A number could not be read.
    case notANumber = "row.not_a_number"
    /// A date or time could not be read.
    case badTime = "row.bad_time"
    /// A time has no offset and the profile names no zone.
    case timeWithoutZone = "row.time_without_zone"
    /// The clock showed a time twice, because it was put back.
    case timeTwice = "row.time_twice"
    /// A date lies after the file was received.
    case futureTime = "row.future_time"
    /// A coordinate lies outside [-90, 90] or [-180, 180].
    case coordinateRange = "row.coordinate_range"
    /// Latitude and longitude stand in each other's column.
    case coordinatesSwapped = "row.coordinates_swapped"
    /// The coordinate is 0, 0, which devices write for "none".
    case coordinateZero = "row.coordinate_zero"
    /// Minutes and seconds stand where decimals of a degree should.
    case coordinateMinutes = "row.coordinate_minutes"
    /// A coordinate lost its sign or has one too many.
    case coordinateSign = "row.coordinate_sign"
    /// A place lies outside the road network's extent.
    case outsideNetwork = "row.outside_network"
    /// A place lies outside the region that the record names.
    case outsideRegion = "row.outside_region"
    /// A speed is negative or beyond what a vehicle can reach.
    case speedRange = "row.speed_range"
    /// A code is not in its list.
    case unknownCode = "row.unknown_code"
    /// A count is negative or impossible.
    case countRange = "row.count_range"
    /// An age that nobody reaches.
    case ageRange = "row.age_range"
    /// Killed or injured contradict the stated severity.
    case severityMismatch = "row.severity_mismatch"
    /// A correction names a record that is not there.
    case unknownRecord = "row.unknown_record"
    /// The bytes are not the text encoding that was expected.
    case encoding = "row.encoding"
    /// A record of a binary log does not follow its format.
    case malformedRecord = "log.malformed_record"
    /// A record of a binary log ends beyond the end of the file.
    case truncatedRecord = "log.truncated_record"
}

/// A record that was set aside, with what a person needs in order to mend it.
package struct Reject: Hashable, Sendable, Codable {
    /// Where the record stands.
    package var place: SourcePlace
    /// Why it was set aside.
    package var reason: RejectReason
    /// The column or field at fault, in the file's own words; empty when it is the whole record.
    package var field: String
    /// What was found; personal data never goes here.
    package var found: String
    /// What was expected.
    package var expected: String
    /// A repair the user may confirm; empty when none is known.
    package var proposal: String

    /// Makes a reject.
    package init(
        place: SourcePlace,
        reason: RejectReason,
        field: String = "",
        found: String = "",
        expected: String = "",
        proposal: String = ""
    ) {
        (self.place, self.reason, self.field) = (place, reason, field)
        (self.found, self.expected, self.proposal) = (found, expected, proposal)
    }
}
