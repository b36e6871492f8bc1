package import RoadModel

extension Store {
    /// The pseudonyms of plates under the workspace's key, which is never made here.
    ///
    /// - Throws: `.verificationFailed` when the key is missing or damaged.
    package func pseudonyms(of plates: [ArraySlice<UInt8>]) throws(IntakeError) -> [[UInt8]] {
        let keys = try PersonalKeys(workspace: workspace, mayMake: false)
        return plates.map { keys.pseudonym.pseudonym(of: $0) }
    }
}
