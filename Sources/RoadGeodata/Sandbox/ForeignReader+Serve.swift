import CGDAL
import Foundation
import RoadModel

extension ForeignReader {
    /// Reads a file for another process: the whole program of a reader.
    ///
    /// - Parameter arguments: Task, path, seconds, bytes of memory, and the task's own.
    /// - Returns: The exit code.
    package static func serve(_ arguments: [String]) -> Int32 {
        guard arguments.count >= 4, let seconds = UInt32(arguments[2]),
            let memory = UInt64(arguments[3])
        else { return 64 }
        let (task, path) = (arguments[0], arguments[1])
        // Before the fences stand, while nothing of the file has been read: the libraries.
        var reason = [CChar](repeating: 0, count: 512)
        _ = cgdal_load(&reason, reason.count)
        guard ReaderFences.raise(around: path, seconds: seconds, memory: memory) else { return 71 }
        var channel = MessageChannel(input: 0, output: 1)
        do throws(IntakeError) {
            switch task {
            case "vector":
                try serveLayer(path, Array(arguments.dropFirst(4)), &channel)
            case "raster":
                try serveRaster(path, &channel)
            case "sheet":
                try serveSheet(path, arguments.dropFirst(4).first, &channel)
            default: return 64
            }
        } catch {
            var message = ForeignMessage(.failure)
            let json = (try? JSONEncoder().encode(error)) ?? Data()
            message.append(String(decoding: json, as: UTF8.self))
            guard channel.send(message), channel.flush() else { return 74 }
        }
        return 0
    }

    private static func serveLayer(
        _ path: String,
        _ words: [String],
        _ channel: inout MessageChannel
    ) throws(IntakeError) {
        let kind = words.first.flatMap(VectorDataset.GeometryKind.init) ?? .line
        let layer = try OpenVectorLayer(
            path: path,
            layer: words.dropFirst().first,
            kind: kind
        )
        var header = ForeignMessage(.header)
        header.append(layer.layerName)
        header.append(UInt32(layer.fieldNames.count))
        for name in layer.fieldNames { header.append(name) }
        header.append(layer.crs ?? "")
        guard channel.send(header), channel.flush(), var wish = channel.receive(),
            wish.kind == .wish
        else { return }
        let fields = (0..<wish.count(of: 4)).map { _ in Int(wish.number()) }
        guard fields.allSatisfy(layer.fieldNames.indices.contains) else { return }
        var feature = VectorFeature()
        while try layer.next(into: &feature, fields: fields) {
            guard channel.send(feature.message()) else { return }
        }
        _ = channel.send(ForeignMessage(.end)) && channel.flush()
    }

    private static func serveSheet(
        _ path: String,
        _ sheet: String?,
        _ channel: inout MessageChannel
    ) throws(IntakeError) {
        let text = try SheetReader.rows(path: path, sheet: sheet)
        var start = 0
        while start < text.count {
            // Whole lines, so that no letter is cut in two.
            var end = min(text.count, start + 1 << 16)
            while end < text.count, text[end - 1] != 10 { end += 1 }
            var message = ForeignMessage(.feature)
            message.append(String(decoding: text[start..<end], as: UTF8.self))
            guard channel.send(message) else { return }
            start = end
        }
        _ = channel.send(ForeignMessage(.end)) && channel.flush()
    }

    private static func serveRaster(
        _ path: String,
        _ channel: inout MessageChannel
    ) throws(IntakeError) {
        let raster = try OpenRaster(path: path)
        var header = ForeignMessage(.header)
        header.append(UInt32(raster.width))
        header.append(UInt32(raster.height))
        header.append(raster.transform)
        header.append(raster.crs)
        guard channel.send(header), channel.flush() else { return }
        while var wish = channel.receive(), wish.kind == .wish {
            var values: [Double] = []
            for _ in 0..<wish.count(of: 8) {
                let (left, top) = (Int(wish.number()), Int(wish.number()))
                values += raster.corners(left: left, top: top)
            }
            var answer = ForeignMessage(.values)
            answer.append(UInt32(values.count))
            answer.append(values)
            guard channel.send(answer), channel.flush() else { return }
        }
    }
}
