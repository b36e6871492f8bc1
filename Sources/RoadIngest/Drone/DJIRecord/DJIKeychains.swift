import Foundation
package import RoadModel

/// The keys that open a DJI flight record of version 13 or later, as the maker's service gives
/// them out for one record.
///
/// The JSON is the service's answer or the list inside it: a list of chains, each a list of objects
/// with `featurePoint` (a name that ends in the group's number, or the number), `aesKey` and
/// `aesIv` in base 64. A record that was continued after a crash has a chain for each part.
package struct DJIKeychains: Sendable, Hashable {
    /// The key of one group of records.
    struct Key: Sendable, Hashable {
        /// AES-256.
        var key: [UInt8]
        /// What the first record of the group is chained to.
        var vector: [UInt8]
    }

    /// The keys of each part of the record, by group.
    let chains: [[Int: Key]]

    /// Reads a key file; `name` is what errors call it.
    ///
    /// - Throws: `file.damaged` when it is no JSON, `file.format_unknown` when no key is in it.
    package init(json bytes: Span<UInt8>, name: String) throws(IntakeError) {
        var start = 0
        if bytes.bytes.has([0xEF, 0xBB, 0xBF], at: 0) { start = 3 }
        guard let value = JSONParser.value(bytes, in: start..<bytes.count) else {
            throw IntakeError(
                .formatDamaged,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The key file is no JSON.",
                remedy: "Save the answer of DJI's key service unchanged."
            )
        }
        let listed = value["data"] ?? value["keychains"] ?? value["keychainsArray"] ?? value
        guard case .list(let items) = listed else { throw Self.noKeys(name) }
        var chains: [[Int: Key]] = []
        if items.contains(where: { $0["featurePoint"] != nil }) {
            chains = [Self.chain(items)]
        } else {
            for case .list(let entries) in items { chains.append(Self.chain(entries)) }
        }
        guard chains.contains(where: { !$0.isEmpty }) else { throw Self.noKeys(name) }
        self.chains = chains
    }

    /// Reads the key file at `path`.
    ///
    /// - Throws: what ``MappedFile`` and ``init(json:name:)`` throw.
    package init(path: String) throws(IntakeError) {
        let file = try MappedFile(path: path)
        self = try file.withBytes { bytes throws(IntakeError) in
            try DJIKeychains(json: bytes, name: path)
        }
    }

    /// The keys in a file beside a log: its name with `.keychains.json` or `.keychain.json` behind
    /// it, or in the place of its ending; `nil` when there is none.
    ///
    /// - Throws: what ``init(path:)`` throws of a file that is there.
    package static func beside(_ path: String) throws(IntakeError) -> DJIKeychains? {
        let stem = (path as NSString).deletingPathExtension
        for base in [path, stem] {
            for ending in [".keychains.json", ".keychain.json"]
            where FileManager.default.fileExists(atPath: base + ending) {
                return try DJIKeychains(path: base + ending)
            }
        }
        return nil
    }

    private static func chain(_ entries: [JSONValue]) -> [Int: Key] {
        var chain: [Int: Key] = [:]
        for entry in entries {
            guard let feature = entry["featurePoint"]?.plainText.flatMap(number),
                let key = decoded(entry["aesKey"]), key.count == 32,
                let vector = decoded(entry["aesIv"] ?? entry["aesIV"]), vector.count == 16
            else { continue }
            chain[feature] = Key(key: key, vector: vector)
        }
        return chain
    }

    private static func number(_ name: String) -> Int? {
        guard let digits = name.split(separator: "_").last, let number = Int(digits),
            (1..<DJIFeature.count).contains(number)
        else { return nil }
        return number
    }

    private static func decoded(_ value: JSONValue?) -> [UInt8]? {
        value?.plainText.flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
    }

    private static func noKeys(_ name: String) -> IntakeError {
        IntakeError(
            .formatUnknown,
            subject: name,
            detail: "The JSON holds no list of keys (featurePoint, aesKey, aesIv).",
            remedy: "Save the answer of DJI's key service; 'jol flights keychain FILE' prints "
                + "what to ask it."
        )
    }
}
