// Written by Tools/generate/mavlink-definitions from the published message definitions.

extension MAVLinkDefinitions {
    /// Messages 230 to 299: estimators, home, cameras, gimbals.
    static let extended = """
        230 ESTIMATOR_STATUS u64 time_usec u16 flags f32 vel_ratio pos_horiz_ratio
          pos_vert_ratio mag_ratio hagl_ratio tas_ratio pos_horiz_accuracy pos_vert_accuracy
        231 WIND_COV u64 time_usec f32 wind_x wind_y wind_z var_horiz var_vert wind_alt
          horiz_accuracy vert_accuracy
        232 GPS_INPUT u64 time_usec u8 gps_id u16 ignore_flags u32 time_week_ms u16
          time_week u8 fix_type i32 lat lon f32 alt hdop vdop vn ve vd speed_accuracy
          horiz_accuracy vert_accuracy u8 satellites_visible | u16 yaw
        233 GPS_RTCM_DATA u8 flags len u8[180] data
        234 HIGH_LATENCY u8 base_mode u32 custom_mode u8 landed_state i16 roll pitch u16
          heading i8 throttle i16 heading_sp i32 latitude longitude i16 altitude_amsl
          altitude_sp u8 airspeed airspeed_sp groundspeed i8 climb_rate u8 gps_nsat
          gps_fix_type battery_remaining i8 temperature temperature_air u8 failsafe wp_num
          u16 wp_distance
        235 HIGH_LATENCY2 u32 timestamp u8 type autopilot u16 custom_mode i32 latitude
          longitude i16 altitude target_altitude u8 heading target_heading u16
          target_distance u8 throttle airspeed airspeed_sp groundspeed windspeed
          wind_heading eph epv i8 temperature_air climb_rate battery u16 wp_num
          failure_flags i8 custom0 custom1 custom2
        241 VIBRATION u64 time_usec f32 vibration_x vibration_y vibration_z u32 clipping_0
          clipping_1 clipping_2
        242 HOME_POSITION i32 latitude longitude altitude f32 x y z f32[4] q f32 approach_x
          approach_y approach_z | u64 time_usec
        243 SET_HOME_POSITION u8 target_system i32 latitude longitude altitude f32 x y z
          f32[4] q f32 approach_x approach_y approach_z | u64 time_usec
        244 MESSAGE_INTERVAL u16 message_id i32 interval_us
        245 EXTENDED_SYS_STATE u8 vtol_state landed_state
        246 ADSB_VEHICLE u32 ICAO_address i32 lat lon u8 altitude_type i32 altitude u16
          heading hor_velocity i16 ver_velocity c8[9] callsign u8 emitter_type tslc u16
          flags squawk
        247 COLLISION u8 src u32 id u8 action threat_level f32 time_to_minimum_delta
          altitude_minimum_delta horizontal_minimum_delta
        248 V2_EXTENSION u8 target_network target_system target_component u16 message_type
          u8[249] payload
        249 MEMORY_VECT u16 address u8 ver type i8[32] value
        250 DEBUG_VECT c8[10] name u64 time_usec f32 x y z
        251 NAMED_VALUE_FLOAT u32 time_boot_ms c8[10] name f32 value
        252 NAMED_VALUE_INT u32 time_boot_ms c8[10] name i32 value
        253 STATUSTEXT u8 severity c8[50] text | u16 id u8 chunk_seq
        254 DEBUG u32 time_boot_ms u8 ind f32 value
        256 SETUP_SIGNING u8 target_system target_component u8[32] secret_key u64
          initial_timestamp
        257 BUTTON_CHANGE u32 time_boot_ms last_change_ms u8 state
        258 PLAY_TUNE u8 target_system target_component c8[30] tune | c8[200] tune2
        259 CAMERA_INFORMATION u32 time_boot_ms u8[32] vendor_name model_name u32
          firmware_version f32 focal_length sensor_size_h sensor_size_v u16 resolution_h
          resolution_v u8 lens_id u32 flags u16 cam_definition_version c8[140]
          cam_definition_uri | u8 gimbal_device_id camera_device_id
        260 CAMERA_SETTINGS u32 time_boot_ms u8 mode_id | f32 zoomLevel focusLevel u8
          camera_device_id
        261 STORAGE_INFORMATION u32 time_boot_ms u8 storage_id storage_count status f32
          total_capacity used_capacity available_capacity read_speed write_speed | u8 type
          c8[32] name u8 storage_usage
        262 CAMERA_CAPTURE_STATUS u32 time_boot_ms u8 image_status video_status f32
          image_interval u32 recording_time_ms f32 available_capacity | i32 image_count u8
          camera_device_id
        263 CAMERA_IMAGE_CAPTURED u32 time_boot_ms u64 time_utc u8 camera_id i32 lat lon alt
          relative_alt f32[4] q i32 image_index i8 capture_result c8[205] file_url
        264 FLIGHT_INFORMATION u32 time_boot_ms u64 arming_time_utc takeoff_time_utc
          flight_uuid | u32 landing_time
        265 MOUNT_ORIENTATION u32 time_boot_ms f32 roll pitch yaw | yaw_absolute
        266 LOGGING_DATA u8 target_system target_component u16 sequence u8 length
          first_message_offset u8[249] data
        267 LOGGING_DATA_ACKED u8 target_system target_component u16 sequence u8 length
          first_message_offset u8[249] data
        268 LOGGING_ACK u8 target_system target_component u16 sequence
        269 VIDEO_STREAM_INFORMATION u8 stream_id count type u16 flags f32 framerate u16
          resolution_h resolution_v u32 bitrate u16 rotation hfov c8[32] name c8[160] uri |
          u8 encoding camera_device_id
        270 VIDEO_STREAM_STATUS u8 stream_id u16 flags f32 framerate u16 resolution_h
          resolution_v u32 bitrate u16 rotation hfov | u8 camera_device_id
        271 CAMERA_FOV_STATUS u32 time_boot_ms i32 lat_camera lon_camera alt_camera
          lat_image lon_image alt_image f32[4] q f32 hfov vfov | u8 camera_device_id
        275 CAMERA_TRACKING_IMAGE_STATUS u8 tracking_status tracking_mode target_data f32
          point_x point_y radius rec_top_x rec_top_y rec_bottom_x rec_bottom_y | u8
          camera_device_id
        276 CAMERA_TRACKING_GEO_STATUS u8 tracking_status i32 lat lon f32 alt h_acc v_acc
          vel_n vel_e vel_d vel_acc dist hdg hdg_acc | u8 camera_device_id
        277 CAMERA_THERMAL_RANGE u32 time_boot_ms u8 stream_id camera_device_id f32 max
          max_point_x max_point_y min min_point_x min_point_y
        280 GIMBAL_MANAGER_INFORMATION u32 time_boot_ms cap_flags u8 gimbal_device_id f32
          roll_min roll_max pitch_min pitch_max yaw_min yaw_max
        281 GIMBAL_MANAGER_STATUS u32 time_boot_ms flags u8 gimbal_device_id
          primary_control_sysid primary_control_compid secondary_control_sysid
          secondary_control_compid
        282 GIMBAL_MANAGER_SET_ATTITUDE u8 target_system target_component u32 flags u8
          gimbal_device_id f32[4] q f32 angular_velocity_x angular_velocity_y
          angular_velocity_z
        283 GIMBAL_DEVICE_INFORMATION u32 time_boot_ms c8[32] vendor_name model_name
          custom_name u32 firmware_version hardware_version u64 uid u16 cap_flags
          custom_cap_flags f32 roll_min roll_max pitch_min pitch_max yaw_min yaw_max | u8
          gimbal_device_id u32 cap_flags2
        284 GIMBAL_DEVICE_SET_ATTITUDE u8 target_system target_component u16 flags f32[4] q
          f32 angular_velocity_x angular_velocity_y angular_velocity_z
        285 GIMBAL_DEVICE_ATTITUDE_STATUS u8 target_system target_component u32 time_boot_ms
          u16 flags f32[4] q f32 angular_velocity_x angular_velocity_y angular_velocity_z
          u32 failure_flags | f32 delta_yaw delta_yaw_velocity u8 gimbal_device_id
        286 AUTOPILOT_STATE_FOR_GIMBAL_DEVICE u8 target_system target_component u64
          time_boot_us f32[4] q u32 q_estimated_delay_us f32 vx vy vz u32
          v_estimated_delay_us f32 feed_forward_angular_velocity_z u16 estimator_status u8
          landed_state | f32 angular_velocity_z
        287 GIMBAL_MANAGER_SET_PITCHYAW u8 target_system target_component u32 flags u8
          gimbal_device_id f32 pitch yaw pitch_rate yaw_rate
        288 GIMBAL_MANAGER_SET_MANUAL_CONTROL u8 target_system target_component u32 flags u8
          gimbal_device_id f32 pitch yaw pitch_rate yaw_rate
        295 AIRSPEED u8 id f32 airspeed i16 temperature f32 raw_press u8 flags
        296 GLOBAL_POSITION_SENSOR u8 target_system target_component id u64 time_usec u32
          processing_time u8 source flags i32 lat lon f32 alt_ellipsoid alt eph epv
        299 WIFI_CONFIG_AP c8[32] ssid c8[64] password
        """
}
