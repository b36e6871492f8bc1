import RoadGeodata
import RoadModel
import TestKit
import Testing

@Suite("Terrain heights", .enabled(if: SharedReference.isPresent, SharedReference.absence))
struct ElevationRasterTests {
    private static let path = "flightlogs/dem/cobb.tif"
    // The raster's upper left corner and the size of a pixel, as gdalinfo prints them.
    private static let west = -84.741249999999994
    private static let north = 34.078472222222224
    private static let pixel = 0.000277777777778

    /// The place at a column and row, both counted from the centre of the first pixel.
    private func place(_ column: Double, _ row: Double) -> (latitude: Double, longitude: Double) {
        (
            Self.north - (row + 0.5) * Self.pixel,
            Self.west + (column + 0.5) * Self.pixel
        )
    }

    @Test("at a pixel's centre stands its value, between four centres their mean")
    func bilinear() throws {
        let raster = try ElevationRaster(path: SharedReference.path(Self.path))
        // Values by gdallocationinfo 3.6.2.
        let known: [(column: Double, row: Double, height: Double)] = [
            (100, 200, 282), (101, 200, 283), (100, 201, 283), (101, 201, 285), (700, 600, 325),
            (0, 0, 271), (100.5, 200.5, 283.25), (100.25, 200, 282.25),
        ]
        for (column, row, height) in known {
            let place = place(column, row)
            let found = try raster.heights(
                latitudes: [place.latitude],
                longitudes: [place.longitude]
            )
            #expect(abs(found[0] - height) < 1e-4, "\(column), \(row): \(found[0])")
        }
    }

    @Test("outside the raster there is no height")
    func outside() throws {
        let raster = try ElevationRaster(path: SharedReference.path(Self.path))
        let found = try raster.heights(
            latitudes: [34.2, 33.9, .nan],
            longitudes: [-84.5, -80, -84.5]
        )
        #expect(found.map(\.isNaN) == [true, true, true])
    }

    @Test("a file that is no raster is refused")
    func refused() {
        for name in ["flightlogs/time_sync_expected.json", "flightlogs/absent.tif"] {
            do throws(IntakeError) {
                _ = try ElevationRaster(path: SharedReference.path(name))
                Issue.record("\(name) was opened")
            } catch {
                #expect([.formatUnknown, .fileMissing].contains(error.code))
            }
        }
    }
}
