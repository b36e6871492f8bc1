import Crypto
import CryptoExtras

/// Opens the payloads of records of version 13 and later: AES-256 in CBC mode.
///
/// All records of a group form one chain: each is chained to the last 16 encrypted bytes of the one
/// before. After a gap the link is unknown and the next record of the group cannot be opened, those
/// behind it can.
struct DJIRecordCipher {
    private static let blockByteCount = 16

    /// The group of each type of record.
    let features: [Int]
    private let keychains: DJIKeychains
    private var part = 0
    private var keys: [SymmetricKey?] = []
    /// What the next record of a group is chained to; `nil` after a gap.
    private var vectors: [[UInt8]?] = []

    init(_ keychains: DJIKeychains, version: UInt8) {
        self.keychains = keychains
        features = DJIFeature.table(version: version)
        load()
    }

    /// Turns to the keys of the record's next part.
    mutating func startNextPart() {
        part += 1
        load()
    }

    /// Forgets what the next records are chained to, for some record was lost.
    mutating func breakChains() {
        vectors = [[UInt8]?](repeating: nil, count: DJIFeature.count)
    }

    /// Whether there is a key for the group.
    func hasKey(_ feature: Int) -> Bool { keys[feature] != nil }

    /// The content of a record, and moves the group's chain on.
    ///
    /// With `isWanted` false only the chain is moved and the content stays empty. `nil` when the
    /// link before is lost or the key does not fit.
    mutating func open(_ sealed: [UInt8], _ feature: Int, isWanted: Bool) -> [UInt8]? {
        guard let key = keys[feature], sealed.count >= Self.blockByteCount,
            sealed.count % Self.blockByteCount == 0
        else {
            vectors[feature] = nil
            return nil
        }
        let vector = vectors[feature]
        vectors[feature] = Array(sealed.suffix(Self.blockByteCount))
        guard let vector else { return nil }
        guard isWanted else { return [] }
        guard let start = try? AES._CBC.IV(ivBytes: vector),
            let plain = try? AES._CBC.decrypt(sealed, using: key, iv: start)
        else { return nil }
        return Array(plain)
    }

    private mutating func load() {
        let chain = part < keychains.chains.count ? keychains.chains[part] : [:]
        keys = (0..<DJIFeature.count).map { feature in
            chain[feature].map { SymmetricKey(data: $0.key) }
        }
        vectors = (0..<DJIFeature.count).map { chain[$0]?.vector }
    }
}
