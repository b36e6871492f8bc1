package import RoadModel

/// A raster of terrain heights: GeoTIFF, SRTM's `.hgt`, Arc/Info ASCII grid or DTED.
///
/// Heights keep the raster's own vertical datum, which few rasters state; see the page of the
/// product (Copernicus GLO-30: EGM2008, SRTM: EGM96). The program `jol` has a process of its own
/// read it, shut in before it opens the file. Not thread-safe.
package final class ElevationRaster {
    private enum Source {
        case here(OpenRaster)
        case elsewhere(ForeignReader)
    }

    private let source: Source
    private let width: Int, height: Int
    /// x and y of a pixel's upper left corner from column and row.
    private let transform: [Double]
    private let toRaster: CoordinateTransform

    /// Opens a raster.
    ///
    /// - Throws: `.fileMissing`, `.componentMissing` without GDAL, `.formatUnknown` when it is no
    ///   such raster, `.crsMissing` when it does not say where it lies, `.crsUnknown`,
    ///   `.readerStopped` beyond the limits of time and memory.
    package init(path: String) throws(IntakeError) {
        guard ForeignReader.isSet else {
            let raster = try OpenRaster(path: path)
            (width, height, transform) = (raster.width, raster.height, raster.transform)
            toRaster = try CoordinateTransform(from: "EPSG:4326", to: raster.crs)
            source = .here(raster)
            return
        }
        let reader = try ForeignReader("raster", path: path, arguments: [])
        var header = try reader.receive(.header)
        (width, height) = (Int(header.number()), Int(header.number()))
        var numbers: [Double] = []
        header.doubles(6, into: &numbers)
        let crs = header.text()
        try reader.require(header)
        transform = numbers
        toRaster = try CoordinateTransform(from: "EPSG:4326", to: crs)
        source = .elsewhere(reader)
    }

    /// The terrain's height at each place, in metres.
    ///
    /// Bilinear between the centres of the four pixels around it; `nan` outside the raster, at its
    /// outermost half pixel, and beside pixels without a height.
    ///
    /// - Throws: `.readerStopped` when reading breaks off.
    package func heights(
        latitudes: [Double],
        longitudes: [Double]
    ) throws(IntakeError) -> [Double] {
        let (x, y) = toRaster.forward(latitudes: latitudes, longitudes: longitudes)
        let t = transform
        let determinant = t[1] * t[5] - t[2] * t[4]
        var heights = [Double](repeating: .nan, count: x.count)
        guard width >= 2, height >= 2 else { return heights }
        var windows: [(left: Int, top: Int)] = []
        var places: [(point: Int, window: Int, u: Double, v: Double)] = []
        for index in x.indices {
            let (east, north) = (x[index] - t[0], y[index] - t[3])
            // Values stand at the centres of pixels, half a pixel from their corners.
            let exactColumn = (t[5] * east - t[2] * north) / determinant - 0.5
            let exactRow = (t[1] * north - t[4] * east) / determinant - 0.5
            let column = min(max(exactColumn, 0), Double(width - 1))
            let row = min(max(exactRow, 0), Double(height - 1))
            // The outermost centres belong to the raster, whichever way their bits were rounded.
            guard abs(column - exactColumn) < 1e-6, abs(row - exactRow) < 1e-6 else { continue }
            let left = min(Int(column), max(0, width - 2))
            let top = min(Int(row), max(0, height - 2))
            // Fixes of a flight lie close together: most share their four pixels with the last.
            if windows.last?.left != left || windows.last?.top != top {
                windows.append((left, top))
            }
            let (u, v) = (column - Double(left), row - Double(top))
            places.append((index, windows.count - 1, u, v))
        }
        let corners = try corners(windows)
        for place in places {
            let first = 4 * place.window
            let upper = corners[first] + (corners[first + 1] - corners[first]) * place.u
            let lower = corners[first + 2] + (corners[first + 3] - corners[first + 2]) * place.u
            heights[place.point] = upper + (lower - upper) * place.v
        }
        return heights
    }

    /// Four values of each window, row by row.
    private func corners(_ windows: [(left: Int, top: Int)]) throws(IntakeError) -> [Double] {
        var values: [Double] = []
        switch source {
        case .here(let raster):
            for window in windows {
                values += raster.corners(left: window.left, top: window.top)
            }
        case .elsewhere(let reader):
            // In parts: both ends wait for each other, and a pipe holds little.
            for start in stride(from: 0, to: windows.count, by: 4096) {
                let part = windows[start..<min(start + 4096, windows.count)]
                var wish = ForeignMessage(.wish)
                wish.append(UInt32(part.count))
                for window in part {
                    wish.append(UInt32(window.left))
                    wish.append(UInt32(window.top))
                }
                try reader.send(wish)
                var answer = try reader.receive(.values)
                answer.doubles(answer.count(of: 8), into: &values)
                try reader.require(answer)
                guard values.count == 4 * (start + part.count) else {
                    var spoilt = ForeignMessage(.values)
                    spoilt.spoil()
                    try reader.require(spoilt)
                    break
                }
            }
        }
        return values
    }
}
