import Foundation
import TestKit
import Testing

/// A small OpenStreetMap file, drawn in metres east and north of 76.9° E, 43.2° N.
struct MapText {
    private var nodes: [Int: [Double]] = [:]
    private var ways = ""
    private var relations = ""

    /// Longitude and latitude of a place, to the seven decimals of OpenStreetMap.
    static func place(_ east: Double, _ north: Double) -> String {
        String(format: "%.7f,%.7f", 76.9 + east / 81_265, 43.2 + north / 111_090)
    }

    /// Adds a node.
    mutating func node(_ id: Int, _ east: Double, _ north: Double) { nodes[id] = [east, north] }

    /// Adds a way, a residential street unless the tags say otherwise.
    mutating func way(_ id: Int, _ refs: [Int], _ tags: [String: String] = [:]) {
        ways += "<way id='\(id)' version='1'>" + refs.map { "<nd ref='\($0)'/>" }.joined()
        let all = ["highway": "residential"].merging(tags) { $1 }
        ways += Self.text(all) + "</way>\n"
    }

    /// Adds a turn restriction over ways.
    mutating func restriction(_ id: Int, from: Int, via: [Int], to: Int, _ kind: String) {
        let members = [(from, "from")] + via.map { ($0, "via") } + [(to, "to")]
        relations += "<relation id='\(id)' version='1'>"
        relations += members.map { "<member type='way' ref='\($0.0)' role='\($0.1)'/>" }.joined()
        relations += Self.text(["type": "restriction", "restriction": kind]) + "</relation>\n"
    }

    private static func text(_ tags: [String: String]) -> String {
        tags.sorted { $0.key < $1.key }.map { "<tag k='\($0)' v='\($1)'/>" }.joined()
    }

    private var text: String {
        let places = nodes.sorted { $0.key < $1.key }.map { id, place in
            let pair = Self.place(place[0], place[1]).split(separator: ",")
            return "<node id='\(id)' version='1' lon='\(pair[0])' lat='\(pair[1])'/>"
        }
        return "<osm version='0.6'>\n\(places.joined(separator: "\n"))\n\(ways)\(relations)</osm>\n"
    }

    /// Imports the map into a folder and returns the image's path.
    func image(in folder: String, _ name: String = "map") throws -> String {
        let (map, image) = ("\(folder)/\(name).osm", "\(folder)/\(name).jolnet")
        try Data(text.utf8).write(to: URL(fileURLWithPath: map))
        let run = try CommandRun.jol(["network", "import", map, "--out", image, "--overwrite"])
        try #require(run.status == 0, "\(run.messages)")
        return image
    }

    /// Runs a body with a folder of its own.
    static func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "jol-map-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
