/// The names and indices of a road as its source writes them.
package struct RoadLabel: Hashable, Sendable, Codable {
    /// Name in the source's main language; empty when it has none.
    package var name: String
    /// Other names, separated by `;`.
    package var otherNames: String
    /// Road index, for example `KAZ02;M36`.
    package var ref: String

    /// Makes a label.
    package init(name: String, otherNames: String = "", ref: String = "") {
        (self.name, self.otherNames, self.ref) = (name, otherNames, ref)
    }

    /// Whether the road has neither name nor index.
    package var isEmpty: Bool { name.isEmpty && otherNames.isEmpty && ref.isEmpty }

    /// What a person calls the road: the name, else the index, else another name.
    package var text: String {
        if !name.isEmpty { return name }
        return ref.isEmpty ? otherNames : ref
    }
}
