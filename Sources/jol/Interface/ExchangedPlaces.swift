/// What to say when nothing lies on the network and most would with longitude and latitude exchanged.
enum ExchangedPlaces {
    static var text: String {
        tr(
            "No place lies on the network: lon and lat seem to be exchanged.",
            ru: "Ни одной точки на сети: похоже, lon и lat перепутаны местами.",
            kk: "Желіде бірде-бір нүкте жоқ: lon мен lat ауысып кеткен сияқты."
        )
    }
}
