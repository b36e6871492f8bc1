import Foundation
package import RoadModel

/// The key of one group of records as a flight record holds it: encrypted by the maker.
package struct DJIStoredKey: Sendable, Hashable {
    /// The group.
    package var feature: Int
    /// What only the maker's service can open.
    package var sealed: [UInt8]
}

/// What the maker's service must be asked in order to open a flight record of version 13 or later.
package struct DJIKeychainRequest: Sendable, Hashable, Codable {
    /// One key to be opened.
    package struct Entry: Sendable, Hashable, Codable {
        /// The group's name.
        package var featurePoint: String
        /// The encrypted key in base 64.
        package var aesCiphertext: String
    }

    /// The version of the encryption.
    package var version: Int
    /// The app that wrote the record: 3 DJI Fly, 7 Pilot and so on.
    package var department: Int
    /// The encrypted keys of each part of the record.
    package var keychainsArray: [[Entry]]

    /// Gathers the keys of a flight record.
    ///
    /// - Throws: `file.format_unknown` when it is no flight record, `file.format_version` when it
    ///   is older than version 13 and needs no key, `file.damaged` when no key stands in it.
    package init(reading bytes: RawSpan, name: String) throws(IntakeError) {
        guard bytes.byteCount > 0, let layout = DJIRecordLayout(bytes) else {
            throw DJIRecordFile.unknown(name)
        }
        guard layout.version >= 13, let auxiliary = layout.auxiliary else {
            throw IntakeError(
                .formatVersion,
                subject: name,
                place: SourcePlace(byteOffset: 10),
                detail: "The flight record has version \(layout.version) and needs no key.",
                remedy: "Add it as it is."
            )
        }
        var scanner = DJIRecordScanner(layout: layout)
        _ = scanner.advance(bytes, by: .max)
        let parts = scanner.file.storedKeys.filter { !$0.isEmpty }
        guard !parts.isEmpty else {
            throw IntakeError(
                .formatDamaged,
                subject: name,
                place: SourcePlace(byteOffset: layout.recordsStart),
                detail: "The flight record holds no encrypted key (record type 56).",
                remedy: "Copy the flight record again from the phone or remote control."
            )
        }
        version = Int(auxiliary.version)
        department = Int(auxiliary.department)
        keychainsArray = parts.map { part in
            part.map { key in
                Entry(
                    featurePoint: DJIFeature.name(key.feature),
                    aesCiphertext: Data(key.sealed).base64EncodedString()
                )
            }
        }
    }
}
