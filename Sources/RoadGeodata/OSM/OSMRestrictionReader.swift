import RoadModel

/// Turns relations of an extract into turn restrictions and counts what has to be left out.
struct OSMRestrictionReader {
    /// More combinations than any junction has; a relation beyond is a mistake.
    private static let mostCombinations = 64

    /// The restrictions, in the order of the file.
    private(set) var restrictions: [TurnRestriction] = []
    /// Codes to count.
    private(set) var notes: [String: Int] = [:]
    private let ways: [Int64]

    /// Starts with the ids of the ways that were kept.
    init(ways: [Int64]) {
        self.ways = zip(ways, ways.dropFirst()).allSatisfy { $0 <= $1 } ? ways : ways.sorted()
    }

    /// Reads every relation.
    ///
    /// - Parameters:
    ///   - extract: The extract.
    ///   - aliases: Representative row of every node row; empty when every node stands for itself.
    mutating func read(_ extract: OSMExtract, aliases: OSMNodeAliases) {
        for relation in 0..<extract.relations.count where extract.relations.isRestriction(relation)
        {
            if let code = read(extract, relation, aliases) { notes[code, default: 0] += 1 }
        }
    }

    /// Reads one relation; returns the code of what is wrong with it.
    private mutating func read(
        _ extract: OSMExtract,
        _ relation: Int,
        _ aliases: OSMNodeAliases
    ) -> String? {
        let keys = [OSMRelationKey.restriction, .motorcar, .motorVehicle]
        guard let text = Self.firstValue(extract, relation, keys) else {
            let conditional = extract.relations.tag(.conditional, relation)
            return conditional.isEmpty ? "restriction.other_vehicles" : "restriction.conditional"
        }
        let isMandatory = text.hasPrefix("only_")
        guard isMandatory || text.hasPrefix("no_") else { return "restriction.unreadable" }
        let exceptions = extract.relations.tag(.except, relation).split(separator: ";")
            .map { String($0).trimmingSpaces() }
        if exceptions.contains("motorcar") || exceptions.contains("motor_vehicle") {
            return "restriction.except_motorcar"
        }
        let members = extract.relations.members(of: relation)
        let from = members.filter { $0.role == .from && $0.isWay }
        let to = members.filter { $0.role == .to && $0.isWay }
        let viaNodes = members.filter { $0.role == .via && $0.isNode }
        let viaWays = members.filter { $0.role == .via && $0.isWay }.map(\.reference)
        guard !from.isEmpty, !to.isEmpty, viaNodes.count == 1 ? viaWays.isEmpty : !viaWays.isEmpty,
            viaNodes.count <= 1
        else { return "restriction.incomplete" }
        guard from.count * to.count <= Self.mostCombinations else {
            return "restriction.unreadable"
        }
        guard (from + to).allSatisfy({ isKept($0.reference) }), viaWays.allSatisfy(isKept) else {
            return "restriction.way_outside"
        }
        var viaNode: Int64 = 0
        if let node = viaNodes.first {
            guard let row = extract.nodeRow(of: node.reference) else {
                return "restriction.node_outside"
            }
            viaNode = extract.nodeIDs[aliases.representative(of: row)]
        }
        for start in from {
            for end in to {
                restrictions.append(
                    TurnRestriction(
                        fromWay: start.reference,
                        toWay: end.reference,
                        viaNode: viaNode,
                        viaWays: viaWays,
                        isMandatory: isMandatory
                    )
                )
            }
        }
        return nil
    }

    private static func firstValue(
        _ extract: OSMExtract,
        _ relation: Int,
        _ keys: [OSMRelationKey]
    ) -> String? {
        for key in keys {
            let value = extract.relations.tag(key, relation)
            if !value.isEmpty { return value }
        }
        return nil
    }

    private func isKept(_ way: Int64) -> Bool {
        var (low, high) = (0, ways.count)
        while low < high {
            let middle = (low + high) / 2
            if ways[middle] < way { low = middle + 1 } else { high = middle }
        }
        return low < ways.count && ways[low] == way
    }
}
