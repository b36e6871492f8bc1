/// What a report was made from: everything that decides its bytes, and no time of day.
package struct Provenance: Hashable, Sendable, Codable {
    /// A dated pack of rules, for example the parts of the Code or the hotspot rule.
    package struct RulePack: Hashable, Sendable, Codable {
        /// The pack's name, for example `koap-traffic`.
        package var name: String
        /// Its version or first day of validity.
        package var version: String
        /// SHA-256 of its content, 64 hexadecimal digits; empty when it has none.
        package var sha256: String

        /// Makes a line of the list.
        package init(name: String, version: String, sha256: String) {
            (self.name, self.version, self.sha256) = (name, version, sha256)
        }
    }

    /// A seed of a random procedure.
    package struct Seed: Hashable, Sendable, Codable {
        /// What it drives, for example `bootstrap`.
        package var purpose: String
        /// The seed.
        package var value: UInt64

        /// Makes a line of the list.
        package init(purpose: String, value: UInt64) {
            (self.purpose, self.value) = (purpose, value)
        }
    }

    /// Version of Jol, for example `0.1.0`.
    package var softwareVersion: String
    /// Name and version of the road network; empty without a network.
    package var networkVersion: String
    /// SHA-256 of the compiled network, 64 hexadecimal digits; empty without a network.
    package var networkSHA256: String
    /// Where the road map comes from and under which licence, for example
    /// `© OpenStreetMap contributors, ODbL 1.0`; empty when not stated.
    package var networkAttribution: String
    /// SHA-256 of the options that the report was run with; empty when there are none.
    package var configurationSHA256: String
    /// Rule packs used.
    package var rulePacks: [RulePack]
    /// Seeds used.
    package var seeds: [Seed]

    /// Makes the facts.
    package init(
        softwareVersion: String,
        networkVersion: String,
        networkSHA256: String,
        networkAttribution: String = "",
        configurationSHA256: String = "",
        rulePacks: [RulePack] = [],
        seeds: [Seed] = []
    ) {
        (self.softwareVersion, self.networkVersion) = (softwareVersion, networkVersion)
        (self.networkSHA256, self.networkAttribution) = (networkSHA256, networkAttribution)
        self.configurationSHA256 = configurationSHA256
        (self.rulePacks, self.seeds) = (rulePacks, seeds)
    }
}
