/// What the register says of a complex between two days.
///
/// Days are local and both included; a `nil` end is open.
package struct DevicePeriod: Sendable, Hashable {
    /// Serial number.
    package var serial: String
    /// First day.
    package var validFrom: CivilDate?
    /// Last day.
    package var validTo: CivilDate?
    /// Name, such as «Зерек-2».
    package var name = ""
    /// Type: fixed, mobile, section …, as written.
    package var type = ""
    /// Where it stands.
    package var site: GeodeticCoordinate?
    /// Place in words.
    package var placeText = ""
    /// Direction it looks at, as written.
    package var direction = ""
    /// What its lanes are, as written: `1=left;2=right`.
    package var lanes = ""
    /// Limit at the site, km/h.
    package var limitKmh: Double?
    /// The kind of road it stands on, by which the rules limit lorries and buses further.
    package var road: LimitedRoad?
    /// Number of the verification certificate.
    package var certificate = ""
    /// Laboratory that gave it.
    package var laboratory = ""
    /// First day of the certificate.
    package var certificateFrom: CivilDate?
    /// Last day of the certificate.
    package var certificateTo: CivilDate?
    /// `production` or `test`.
    package var mode = ""
    /// Serial number of the complex at the other end of its section.
    package var partner = ""
    /// Error of its speeds as its papers state it, km/h.
    package var speedErrorKmh: Double?
    /// When the row was entered, and from where.
    package var entered = Timestamp(microseconds: 0)
    /// See `entered`.
    package var source = ""
    /// When a later row took its place; `nil` while it counts.
    package var superseded: Timestamp?

    /// A complex of which nothing is known yet.
    package init(serial: String) { self.serial = serial }

    /// Whether the row speaks of a day.
    package func covers(_ day: CivilDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// A laboratory whose accreditation was withdrawn: its certificates prove nothing from that day on.
package struct RevokedLaboratory: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// The first day on which they prove nothing.
    package var from: CivilDate
    /// Who says so.
    package var source: String

    /// Makes a revocation.
    package init(name: String, from: CivilDate, source: String = "") {
        (self.name, self.from, self.source) = (name, from, source)
    }

    /// A name without regard to case, quotes, legal form and spaces.
    package static func key(_ name: String) -> String {
        var words = name.lowercased()
            .split { !($0.isLetter || $0.isNumber) }.map(String.init)
        words.removeAll { ["тоо", "жшс", "ао", "ақ", "llp", "ltd", "ип"].contains($0) }
        return words.joined(separator: " ")
    }
}
