import RoadGeodata
import RoadModel
import Testing

@Suite("Databases among GIS files")
struct VectorKindTests {
    @Test(
        "An SQLite database that is no GeoPackage is of an unknown kind, a cut GeoPackage damaged",
        arguments: [("\0\0\0\0", true), ("GPKG", false)]
    )
    func databases(_ application: String, _ isUnknown: Bool) throws {
        var bytes = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 496)
        bytes[16] = 2
        bytes.replaceSubrange(68..<72, with: Array(application.utf8))
        let error = #expect(throws: IntakeError.self) {
            try TemporaryFile.with(named: "roads.gpkg", bytes) {
                try RoadFileImporter.importRoads(path: $0)
            }
        }
        #expect(error?.code == (isUnknown ? .formatUnknown : .formatDamaged))
    }
}
