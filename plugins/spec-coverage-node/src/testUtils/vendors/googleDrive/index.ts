export {
  GoogleDriveServer,
  type GoogleDriveChannel,
} from './GoogleDriveServer';
